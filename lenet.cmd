@echo off
setlocal EnableDelayedExpansion
rem Runs lenet-cl: in a checkout, or in a portable folder with the Java runtime beside it. Finds the newest Java, gives
rem it the options that it needs, and builds the jar where it is missing or older than its sources.
rem   LENET_JAVA  the home of the Java to run, where not the newest
rem   JAVA_OPTS   more options for it, such as -Xmx8g
set "here=%~dp0"
set "best=0"
set "home="
if defined LENET_JAVA (
  call :consider "%LENET_JAVA%"
) else if exist "%here%runtime\bin\java.exe" (
  set "home=%here%runtime"
  set "best=99"
) else (
  if defined JAVA_HOME call :consider "%JAVA_HOME%"
  for %%d in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks") do (
    if exist "%%~d\" for /d %%j in ("%%~d\*") do call :consider "%%~j"
  )
  for /f "delims=" %%j in ('where java 2^>nul') do call :consider "%%~dpj.."
)
if not defined home (
  echo lenet: no Java found, wanted 17 or newer ^(25 is fastest^): install one or set LENET_JAVA to its home 1>&2
  exit /b 1
)
if exist "%here%lenet-cl.jar" (
  set "jar=%here%lenet-cl.jar"
) else (
  set "jar=%here%target\lenet-cl.jar"
  call :build || exit /b 1
)
set "modules="
findstr /c:"jdk.incubator.vector" "%home%\release" >nul 2>nul && set "modules=--add-modules=jdk.incubator.vector"
endlocal & "%home%\bin\java" %modules% --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true %JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

:consider
if not exist "%~1\bin\java.exe" exit /b 0
set "version="
for /f "usebackq tokens=2 delims==." %%v in (`findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul`) do set "version=%%~v"
set "version=!version:"=!"
if not defined version exit /b 0
if !version! lss 17 exit /b 0
if !version! gtr %best% (
  set "best=!version!"
  set "home=%~1"
)
exit /b 0

:build
rem PowerShell compares times as dir cannot.
powershell -NoProfile -Command "$j = Get-Item -ErrorAction SilentlyContinue '%jar%'; if (!$j) { exit 1 }; $n = Get-ChildItem -Recurse -File '%here%pom.xml','%here%src\main','%here%src\runnable','%here%kernels','%here%test-data\embedded' | Where-Object { $_.LastWriteTime -gt $j.LastWriteTime } | Select-Object -First 1; if ($n) { exit 1 }"
if not errorlevel 1 exit /b 0
where mvn >nul 2>nul
if errorlevel 1 (
  echo lenet: %jar% is not built: wanted Maven, or that jar 1>&2
  exit /b 1
)
echo lenet: building, once ^(about a minute^) 1>&2
set "JAVA_HOME=%home%"
if not exist "%here%target" mkdir "%here%target"
call mvn -f "%here%pom.xml" --batch-mode -q package -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip >"%here%target\lenet-build.log" 2>&1
if errorlevel 1 (
  echo lenet: the build failed: %here%target\lenet-build.log 1>&2
  exit /b 1
)
exit /b 0
