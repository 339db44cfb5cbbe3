import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root';

/**
 * Sets the environment that n8n-core reads when it is loaded. Its settings file must not end up in the home folder, and a folder per
 * process would be left behind, so all processes share this one.
 */
const folder = path.join(ROOT, 'node_modules/.cache/n8n-nodes-jamf');
const encryptionKey = 'n8n-nodes-jamf-tests';

const file = path.join(folder, '.n8n/config');
mkdirSync(path.dirname(file), { recursive: true });
// Atomically, because another process may be reading it.
writeFileSync(`${file}.${process.pid}`, JSON.stringify({ encryptionKey }));
renameSync(`${file}.${process.pid}`, file);

process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = encryptionKey;
process.env.N8N_LOG_LEVEL ??= 'silent';
