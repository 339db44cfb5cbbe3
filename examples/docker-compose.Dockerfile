FROM n8nio/n8n:2.40.7

# n8n loads what is installed here. Do not mount a volume over /home/node/.n8n: everything to keep is in PostgreSQL.
RUN mkdir -p /home/node/.n8n/nodes \
	&& cd /home/node/.n8n/nodes \
	&& npm install --ignore-scripts --legacy-peer-deps --no-audit --no-fund n8n-nodes-jamf@0.1.0
