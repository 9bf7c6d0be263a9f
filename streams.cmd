@echo off
rem Builds what is missing, then runs it: streams --collection predictions, streams demo, streams bench.
setlocal
set "HOME_DIR=%~dp0"

set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo streams: cannot start 1>&2
  echo   why: there is no java on the PATH and no JAVA_HOME 1>&2
  echo   do:  install a JDK 17 or newer, as winget install EclipseAdoptium.Temurin.17.JDK 1>&2
  exit /b 1
)

set "GC=-XX:+UseSerialGC"
set "MODULE=streams-cli"
set "MAIN=dev.mongostreams.cli.Main"
rem Another module that is needed, with a class path of its own.
set "BESIDE="
set "ARGS=%*"
if /i "%~1"=="demo" (
  set "MODULE=streams-demo"
  set "MAIN=dev.mongostreams.demo.Demo"
  call :rest %*
)
if /i "%~1"=="bench" (
  set "GC="
  set "MODULE=streams-bench"
  set "MAIN=dev.mongostreams.bench.Bench"
  set "BESIDE=streams-bench/peer-debezium"
  call :rest %*
)
if /i "%~1"=="install" (
  call :maven install -pl streams-core,streams-testkit,streams-redis,streams-audit,streams-jdbc,streams-micrometer -am || exit /b 1
  echo streams: the libraries and the testkit are in the local Maven repository 1>&2
  exit /b 0
)

set "MODULES=%MODULE%"
if defined BESIDE set "MODULES=%MODULE%,%BESIDE%"
call :stale
if errorlevel 1 (
  echo streams: building %MODULE% ^(about a minute the first time^) 1>&2
  call :maven package -pl "%MODULES%" -am || exit /b 1
)
for %%j in ("%HOME_DIR%%MODULE%\target\%MODULE%-*.jar") do set "JAR=%%~fj"
if not defined TESTCONTAINERS_RYUK_DISABLED set "TESTCONTAINERS_RYUK_DISABLED=true"
if not defined TESTCONTAINERS_HOST_OVERRIDE set "TESTCONTAINERS_HOST_OVERRIDE=localhost"
"%JAVA%" %GC% %STREAMS_JAVA_OPTS% -cp "%JAR%;%HOME_DIR%%MODULE%\target\lib\*" %MAIN% %ARGS%
exit /b %errorlevel%

:rest
rem The arguments behind the first one.
set "ARGS="
:next
shift
if "%~1"=="" exit /b 0
set ARGS=%ARGS% %1
goto next

:stale
rem Is a jar missing, or older than a source of its own or of what it needs?
powershell -NoProfile -Command ^
  "$root = $env:HOME_DIR; foreach ($module in $env:MODULES.Split(',')) {" ^
  "$jar = Get-ChildItem (Join-Path $root ($module + '\target\' + (Split-Path -Leaf $module) + '-*.jar')) -ErrorAction SilentlyContinue | Select-Object -First 1;" ^
  "if (-not $jar -or -not (Test-Path (Join-Path $root ($module + '\target\lib')))) { exit 1 };" ^
  "$pom = Get-Content -Raw (Join-Path $root ($module + '\pom.xml'));" ^
  "$needed = [regex]::Matches($pom, '<artifactId>(streams-[a-z]+)</artifactId>') | ForEach-Object { $_.Groups[1].Value };" ^
  "$from = @('pom.xml') + (@($module) + @($needed) | ForEach-Object { $_ + '\pom.xml'; $_ + '\src\main' });" ^
  "$newer = $from | ForEach-Object { Get-ChildItem (Join-Path $root $_) -Recurse -File -ErrorAction SilentlyContinue } | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime } | Select-Object -First 1;" ^
  "if ($newer) { exit 1 } }"
exit /b %errorlevel%

:maven
rem Offline first, since that is quick.
where mvn >nul 2>&1
if errorlevel 1 (
  echo streams: cannot build 1>&2
  echo   why: there is no mvn on the PATH 1>&2
  echo   do:  install Maven 3.8.7 or newer 1>&2
  exit /b 1
)
set "QUIET=-q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -Denforcer.skip=true -Djacoco.skip=true -Dstreams.lean=true -Dmaven.javadoc.skip=true"
call mvn -o %QUIET% -f "%HOME_DIR%pom.xml" %* >nul 2>&1 && exit /b 0
call mvn %QUIET% -f "%HOME_DIR%pom.xml" %* 1>&2 && exit /b 0
echo streams: cannot build 1>&2
echo   why: Maven ended with an error, its last lines stand above 1>&2
echo   do:  run it again and read what Maven says first 1>&2
exit /b 1
