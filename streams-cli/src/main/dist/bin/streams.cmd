@echo off
rem Runs the command line with the java of JAVA_HOME, else of the PATH. STREAMS_JAVA_OPTS are its options.
setlocal
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -XX:+UseSerialGC %STREAMS_JAVA_OPTS% -cp "%~dp0..\lib\*" dev.mongostreams.cli.Main %*
exit /b %errorlevel%
