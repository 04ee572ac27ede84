@echo off
setlocal EnableExtensions DisableDelayedExpansion
rem Runs lenet-cl: in a checkout, or in a portable folder with the Java runtime beside it. Finds the newest Java, gives
rem it the options that it needs, and builds the jar where it is missing or older than its sources. Java says on the
rem error stream that the Vector API is incubating: Windows has no stream to keep that from.
rem   LENET_JAVA  the home of the Java to run, where not the newest
rem   JAVA_OPTS   more options for it, such as -Xmx8g
set "here=%~dp0"
set "best=0"
set "found="
if defined LENET_JAVA (
  call :consider "%LENET_JAVA%"
) else if exist "%here%runtime\bin\java.exe" (
  set "found=%here%runtime"
) else (
  if defined JAVA_HOME call :consider "%JAVA_HOME%"
  for %%d in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks") do (
    if exist "%%~d\" for /d %%j in ("%%~d\*") do call :consider "%%~j"
  )
  for /f "delims=" %%j in ('where java 2^>nul') do call :consider "%%~dpj.."
)
if not defined found (
  if defined LENET_JAVA (
    echo lenet: LENET_JAVA: no Java 17 or newer in "%LENET_JAVA%" 1>&2
  ) else (
    echo lenet: no Java found, wanted 17 or newer ^(25 is fastest^): install one or set LENET_JAVA to its home 1>&2
  )
  exit /b 1
)
set "jar=%here%lenet-cl.jar"
if exist "%jar%" goto run
set "jar=%here%target\lenet-cl.jar"
call :build
if errorlevel 1 exit /b 1

:run
rem What only prints a text starts sooner with the first compiler alone and without the module.
set "options="
findstr /c:"jdk.incubator.vector" "%found%\release" >nul 2>nul && set "options=--add-modules=jdk.incubator.vector"
for %%c in ("" help --help -h --version -V info plot completion man) do (
  if "%~1"=="%%~c" set "options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
)
endlocal & "%found%\bin\java.exe" %options% --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true %JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

rem Takes the Java in a folder where it is newer than the one found so far. The file that tells of it has a line such as
rem JAVA_VERSION="25.0.3", of which the second token is "25 with its quotation mark.
:consider
if not exist "%~1\bin\java.exe" exit /b 0
set "version="
for /f "usebackq tokens=2 delims==." %%v in (`findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul`) do set version=%%v
if not defined version exit /b 0
set version=%version:"=%
if not defined version exit /b 0
if %version% lss 17 exit /b 0
if %version% leq %best% exit /b 0
set "best=%version%"
set "found=%~1"
exit /b 0

:build
rem PowerShell compares times as dir cannot. It takes the names from the environment, whatever stands in them.
powershell -NoProfile -Command "$jar = Get-Item -LiteralPath $env:jar -ErrorAction SilentlyContinue; if ($null -eq $jar) { exit 1 }; $parts = 'pom.xml', 'src\main', 'src\runnable', 'kernels', 'test-data\embedded'; $newer = $parts | ForEach-Object { Get-ChildItem -Recurse -File -LiteralPath (Join-Path $env:here $_) } | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime } | Select-Object -First 1; if ($null -ne $newer) { exit 1 }; exit 0"
if not errorlevel 1 exit /b 0
where mvn >nul 2>nul
if errorlevel 1 (
  echo lenet: "%jar%" is not built: wanted Maven, or that jar 1>&2
  exit /b 1
)
if not exist "%found%\bin\javac.exe" (
  echo lenet: "%jar%" is not built: "%found%" has no compiler; wanted a JDK 1>&2
  exit /b 1
)
echo lenet: building, once ^(about a minute^) 1>&2
set "JAVA_HOME=%found%"
if not exist "%here%target" mkdir "%here%target"
call mvn -f "%here%pom.xml" --batch-mode -q package -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip >"%here%target\lenet-build.log" 2>&1
if errorlevel 1 (
  findstr /b /c:"[ERROR]" "%here%target\lenet-build.log" 1>&2
  echo lenet: the build failed: "%here%target\lenet-build.log" 1>&2
  exit /b 1
)
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:jar).LastWriteTime = Get-Date"
exit /b 0
