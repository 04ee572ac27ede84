@echo off
setlocal EnableExtensions DisableDelayedExpansion
rem Runs lenet-cl: in a checkout, or in a portable folder with the Java runtime beside it. Finds the newest Java, gives
rem it the options that it needs, and builds the jar where it is missing or older than its sources. Java says on the
rem error stream that the Vector API is incubating: Windows has no stream to keep that from.
rem   LENET_JAVA  the home of the Java to run, where not the newest
rem   JAVA_OPTS   more options for it, such as -Xmx8g; its own messages are shown then
rem   LENET_CDS   off: without the archive of loaded classes that lets short commands start in about half the time;
rem               now: make it first, beside the jar
rem Paths are in variables and not in arguments of call, which would read their percent signs and carets once more.
set "here=%~dp0"
set "newest=0"
set "found="
set "has="
if defined LENET_JAVA goto named
set "candidate=%here%runtime"
call :consider
if defined found goto java
if not defined JAVA_HOME goto path
set "candidate=%JAVA_HOME:"=%"
call :consider
:path
set "candidate="
for %%p in (java.exe) do set "candidate=%%~dp$PATH:p"
if not defined candidate goto folders
for %%d in ("%candidate%..") do set "candidate=%%~fd"
call :consider
:folders
for %%d in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
  for /d %%j in ("%%~d\*") do (
    set "candidate=%%~j"
    call :consider
  )
)
if defined found goto java
echo lenet: no Java found, wanted 17 or newer (25 is fastest): install one or set LENET_JAVA to its home 1>&2
exit /b 1

:named
set "candidate=%LENET_JAVA:"=%"
call :consider
if defined found goto java
echo lenet: LENET_JAVA: no Java 17 or newer in "%candidate%" 1>&2
exit /b 1

:java
set "jar=%here%lenet-cl.jar"
if exist "%jar%" goto options
set "jar=%here%target\lenet-cl.jar"
call :build
if errorlevel 1 exit /b 1

rem Short work starts sooner with the first compiler alone, with less of it, and without the module of the Vector API:
rem what prints a text, and classify with a few pictures on no named device.
:options
set "short="
if "%~1"=="" set "short=1"
for %%c in (help --help -h --version -V info plot completion man) do if "%~1"=="%%c" set "short=1"
if not "%~1"=="classify" goto known
rem shift leaves all of the arguments as they are.
set "short=1"
set "count=0"
:picture
if "%~1"=="" goto known
set /a count+=1
if %count% gtr 10 set "short="
set "fits="
for %%c in (classify --json --csv) do if "%~1"=="%%c" set "fits=1"
for %%c in (.png .jpg .jpeg .gif .bmp .webp) do if "%~x1"=="%%c" set "fits=1"
if not defined fits set "short="
shift /1
goto picture
:known
set "options=--enable-native-access=ALL-UNNAMED -Djava.awt.headless=true"
if defined short set "options=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:+UseSerialGC -Dlenet.short=true %options%"
if not defined short if defined has set "options=--add-modules=jdk.incubator.vector %options%"
set "archive="
if defined JAVA_OPTS goto run
if defined short if not "%LENET_CDS%"=="off" if exist "%found%\bin\server\classes.jsa" call :archived
set "options=%options% -Xshare:auto -Xlog:disable"
if defined archive goto run_archived

:run
endlocal & "%found%\bin\java.exe" %options% %JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

:run_archived
endlocal & "%found%\bin\java.exe" %options% "-XX:SharedArchiveFile=%archive%" -jar "%jar%" %*
exit /b %ERRORLEVEL%

rem Takes the Java in the folder "candidate" where it is newer than the one found so far. The file that tells of it has
rem lines such as JAVA_VERSION="25.0.3".
:consider
if not exist "%candidate%\bin\java.exe" exit /b 0
if not exist "%candidate%\release" exit /b 0
set "version="
set "modules="
for /f "usebackq tokens=1,* delims==" %%a in ("%candidate%\release") do (
  if "%%a"=="JAVA_VERSION" set version=%%b
  if "%%a"=="MODULES" set modules=%%b
)
if not defined version exit /b 0
set version=%version:"=%
if not defined version exit /b 0
for /f "delims=.-+_" %%v in ("%version%") do set "version=%%v"
for /f "delims=0123456789" %%x in ("%version%") do exit /b 0
if %version% lss 17 exit /b 0
if %version% leq %newest% exit /b 0
set "newest=%version%"
set "found=%candidate%"
set "has="
if not defined modules exit /b 0
set modules=%modules:"= %
if not "%modules: jdk.incubator.vector =%"=="%modules%" set "has=1"
exit /b 0

rem Classes as they were loaded before. The name holds the digest of the jar and the Java's version, so that an archive
rem never outlives what it was made from; Java itself refuses one of another build of Java.
:archived
set "sum="
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%%jar%%" SHA256 2^>nul') do if not defined sum set "sum=%%h"
if not defined sum exit /b 0
set "sum=%sum: =%"
rem Anything but a digest is what went wrong.
for /f "delims=0123456789abcdefABCDEF" %%x in ("%sum%") do exit /b 0
set "name=java%newest%-%PROCESSOR_ARCHITECTURE%-%sum%.jsa"
set "archive=%here%%name%"
if exist "%archive%" exit /b 0
if "%LENET_CDS%"=="now" goto make_archive
set "folder=%USERPROFILE%\.cache"
if defined XDG_CACHE_HOME set "folder=%XDG_CACHE_HOME%"
set "folder=%folder%\lenet-cl\classes"
set "archive=%folder%\%name%"
if exist "%archive%" exit /b 0
if not exist "%folder%\" mkdir "%folder%" 2>nul
rem Once, and in the background: the work that is asked for does not wait. Windows moves no file that is being written, so
rem that the first run after it has the whole.
set "made=%archive%.made"
if exist "%made%" move "%made%" "%archive%" >nul 2>nul
if exist "%archive%" exit /b 0
set "archive="
if exist "%made%" exit /b 0
start "" /b "%found%\bin\java.exe" %options% -Xlog:disable "-XX:ArchiveClassesAtExit=%made%" -Dlenet.rehearsal=true -jar "%jar%" <nul >nul 2>nul
exit /b 0

:make_archive
"%found%\bin\java.exe" %options% -Xlog:disable "-XX:ArchiveClassesAtExit=%archive%" -Dlenet.rehearsal=true -jar "%jar%" <nul >nul 2>nul
if not exist "%archive%" set "archive="
exit /b 0

:build
rem PowerShell compares times as dir cannot. It takes the names from the environment, whatever stands in them.
powershell -NoProfile -Command "$jar = Get-Item -LiteralPath $env:jar -ErrorAction SilentlyContinue; if ($null -eq $jar) { exit 1 }; $parts = 'pom.xml', 'src\main', 'src\runnable', 'kernels', 'test-data\embedded'; $newer = $parts | ForEach-Object { Get-ChildItem -Recurse -File -LiteralPath (Join-Path $env:here $_) } | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime } | Select-Object -First 1; if ($null -ne $newer) { exit 1 }; exit 0"
if not errorlevel 1 exit /b 0
set "maven="
for %%m in (mvn.cmd) do set "maven=%%~$PATH:m"
if not defined maven (
  echo lenet: "%jar%" is not built: wanted Maven, or that jar 1>&2
  exit /b 1
)
if not exist "%found%\bin\javac.exe" (
  echo lenet: "%jar%" is not built: "%found%" has no compiler; wanted a JDK 1>&2
  exit /b 1
)
echo lenet: building, once (about a minute) 1>&2
set "JAVA_HOME=%found%"
if not exist "%here%target\" mkdir "%here%target"
call "%%maven%%" -f "%%here%%pom.xml" --batch-mode -q package -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip <nul >"%here%target\lenet-build.log" 2>&1
if errorlevel 1 (
  findstr /b /c:"[ERROR]" "%here%target\lenet-build.log" 1>&2
  echo lenet: the build failed: "%here%target\lenet-build.log" 1>&2
  exit /b 1
)
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:jar).LastWriteTime = Get-Date"
exit /b 0
