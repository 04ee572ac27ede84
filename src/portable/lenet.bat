@echo off
rem Runs lenet-cl with the Java runtime beside it. JAVA_OPTS is passed to Java, everything else to the command.
"%~dp0runtime\bin\java" --add-modules jdk.incubator.vector -Djava.awt.headless=true %JAVA_OPTS% -jar "%~dp0lenet-cl.jar" %*
