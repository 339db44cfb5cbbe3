// n8n loads the classes by the paths in package.json; this is for programs that require the package.
module.exports = {
	...require('./dist/credentials/JamfProClientCredentialsApi.credentials'),
	...require('./dist/nodes/JamfPro/JamfPro.node'),
	...require('./dist/nodes/JamfClassic/JamfClassic.node'),
	...require('./dist/nodes/JamfProTrigger/JamfProTrigger.node'),
	...require('./dist/nodes/JamfProInventoryTrigger/JamfProInventoryTrigger.node'),
};
