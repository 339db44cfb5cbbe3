import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root';

/**
 * What n8n-core reads of its environment when it is loaded. Its settings file must not end up in the home folder, and a folder for each
 * process would stay behind: this one is for all of them.
 */
const folder = path.join(ROOT, 'node_modules/.cache/n8n-nodes-jamf');
const encryptionKey = 'n8n-nodes-jamf-tests';

const file = path.join(folder, '.n8n/config');
mkdirSync(path.dirname(file), { recursive: true });
// In one step: another process may be reading it.
writeFileSync(`${file}.${process.pid}`, JSON.stringify({ encryptionKey }));
renameSync(`${file}.${process.pid}`, file);

process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = encryptionKey;
process.env.N8N_LOG_LEVEL ??= 'silent';
