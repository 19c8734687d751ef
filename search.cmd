@echo off
rem Runs the search engine's command line; the first call builds it. After a change of the sources, test.cmd builds it
rem anew, and so does the next call once artifacts\search is deleted.
setlocal
set "ROOT=%~dp0"
set "PROGRAM=%ROOT%artifacts\search"

where /q dotnet
if errorlevel 1 (
    echo search: dotnet is not on the PATH: install the .NET 10 SDK, https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
    exit /b 3
)
if exist "%PROGRAM%\.built" goto run

set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
echo search: building once... 1>&2
if not exist "%ROOT%artifacts" mkdir "%ROOT%artifacts"
pushd "%ROOT%"
rem Compiled ahead of time where the compiler package can be had.
dotnet publish tools\Search -c Release -o artifacts\search -v quiet -p:PublishReadyToRun=true >artifacts\search.log 2>&1 || dotnet publish tools\Search -c Release -o artifacts\search -v quiet -p:PublishReadyToRun=false >artifacts\search.log 2>&1
if errorlevel 1 (
    type artifacts\search.log 1>&2
    popd
    echo search: the build failed; is the .NET 10 SDK installed? https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
    exit /b 3
)
type nul >artifacts\search\.built
popd

:run
rem ONNX Runtime reads this from the environment that the process starts with; without it, it reports usage over the network.
set ORT_DISABLE_TELEMETRY=1
dotnet "%PROGRAM%\search.dll" %*
exit /b %ERRORLEVEL%
