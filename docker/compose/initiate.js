// Makes a replica set of the one server and ends when it can be written to. Run again, it only waits.
// The driver's own choice of a server is what waits: first for the server, then for a primary.
const patient = 'serverSelectionTimeoutMS=120000';
const alone = new Mongo(`mongodb://rs0:27017/?directConnection=true&${patient}`).getDB('admin');
try {
  alone.runCommand({replSetInitiate: {_id: 'rs0', members: [{_id: 0, host: 'rs0:27017'}]}});
} catch (refused) {
  if (refused.codeName !== 'AlreadyInitialized') throw refused;
}
const set = new Mongo(`mongodb://rs0:27017/?replicaSet=rs0&${patient}`).getDB('admin');
print(`the primary is ${set.hello().primary}`);
