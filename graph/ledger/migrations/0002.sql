-- Who the workspace is: a graph server holds one workspace's graph and says whose.
INSERT INTO meta VALUES ('identity', lower(hex(randomblob(16))));
