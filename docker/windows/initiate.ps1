#Requires -RunAsAdministrator
<#
.SYNOPSIS
Turns an installed MongoDB service into a replica set rs0 of one member, and waits until it can be written to.
.EXAMPLE
.\initiate.ps1 -Version 8.0
#>
param(
  [string] $Version = "8.0",
  [string] $Service = "MongoDB",
  [string] $Mongosh = "mongosh"
)
$ErrorActionPreference = "Stop"

$config = Join-Path $env:ProgramFiles "MongoDB\Server\$Version\bin\mongod.cfg"
if (-not (Test-Path $config)) {
  throw "There is no $config. Install MongoDB $Version as a service first, or name another -Version."
}
if (-not (Select-String -Path $config -Pattern "^replication:" -Quiet)) {
  Add-Content -Path $config -Value "`r`nreplication:`r`n  replSetName: rs0"
  Restart-Service -Name $Service
}

# The choice of a server waits for it, and then for a primary: nothing here guesses a time.
$script = @"
const patient = "serverSelectionTimeoutMS=120000";
const alone = new Mongo("mongodb://localhost:27017/?directConnection=true&" + patient).getDB("admin");
try {
  alone.runCommand({replSetInitiate: {_id: "rs0", members: [{_id: 0, host: "localhost:27017"}]}});
} catch (refused) {
  if (refused.codeName !== "AlreadyInitialized") throw refused;
}
while (!alone.hello().isWritablePrimary) sleep(100);
print("the primary is " + alone.hello().primary);
"@
$file = New-TemporaryFile
try {
  Set-Content -Path $file -Value $script
  & $Mongosh --quiet --nodb $file.FullName
  if ($LASTEXITCODE -ne 0) { throw "mongosh ended with $LASTEXITCODE" }
} finally {
  Remove-Item $file
}
