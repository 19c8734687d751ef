namespace SearchEngine.Index.Catalog;

/// <summary>The tables, and how an older catalog becomes a newer one.</summary>
internal static class CatalogSchema
{
    /// <summary>SQLite's application_id of our catalogs ("SEix"): what tells an index of ours from any other database.</summary>
    public const int ApplicationId = 0x53456978;

    /// <summary>Step n leads from schema version n to n + 1. Steps that were released are never edited.</summary>
    public static readonly Action<CatalogConnection>[] Migrations =
    [
        static db => db.Execute(
        """
        CREATE TABLE state (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            identity TEXT NOT NULL,                    -- of this catalog; derived indexes name it
            generation INTEGER NOT NULL,               -- one up with every change
            durable INTEGER NOT NULL,                  -- the generation known to be on the disk
            removals_since INTEGER NOT NULL            -- removed_chunks is complete from here on
        );
        CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE collections (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, root TEXT NOT NULL);
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            collection INTEGER NOT NULL REFERENCES collections (id),
            path TEXT NOT NULL,
            title TEXT NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,                 -- ticks of 100 ns, UTC
            hash TEXT NOT NULL,
            status INTEGER NOT NULL,
            reason TEXT,
            fields TEXT NOT NULL,                      -- a JSON object of strings
            generation INTEGER NOT NULL,
            UNIQUE (collection, path)
        );
        CREATE TABLE chunks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,      -- never used again, so derived indexes can name chunks by it
            document INTEGER NOT NULL REFERENCES documents (id),
            ordinal INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            line INTEGER NOT NULL,
            heading TEXT NOT NULL,
            text TEXT NOT NULL,
            key TEXT NOT NULL,
            generation INTEGER NOT NULL
        );
        CREATE INDEX chunks_by_document ON chunks (document, ordinal);
        CREATE INDEX chunks_by_key ON chunks (key, id);
        CREATE INDEX chunks_by_generation ON chunks (generation);
        CREATE TABLE removed_chunks (id INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
        CREATE INDEX removed_chunks_by_generation ON removed_chunks (generation);
        CREATE TABLE models (id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, dimensions INTEGER NOT NULL);
        CREATE TABLE embeddings (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            model INTEGER NOT NULL REFERENCES models (id),
            generation INTEGER NOT NULL,
            vector BLOB NOT NULL,                      -- float32, little endian
            UNIQUE (key, model)
        );
        CREATE INDEX embeddings_by_generation ON embeddings (model, generation);
        INSERT INTO state VALUES (1, lower(hex(randomblob(16))), 0, 0, 0);
        """),

        // Removed documents stay until no search can see them, fields can be asked for, and counts need no counting.
        static db =>
        {
            db.Execute(
            """
            CREATE TABLE versions (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                collection INTEGER NOT NULL REFERENCES collections (id),
                path TEXT NOT NULL,
                title TEXT NOT NULL,
                size INTEGER NOT NULL,
                modified INTEGER NOT NULL,             -- ticks of 100 ns, UTC
                hash TEXT NOT NULL,
                status INTEGER NOT NULL,
                reason TEXT,
                fields TEXT NOT NULL,                  -- a JSON object of strings
                generation INTEGER NOT NULL,
                removed INTEGER                        -- the generation that removed it; null while it is there
            );
            INSERT INTO versions SELECT id, collection, path, title, size, modified, hash, status, reason, fields, generation, NULL FROM documents;
            DROP TABLE documents;
            ALTER TABLE versions RENAME TO documents;
            CREATE UNIQUE INDEX documents_by_path ON documents (collection, path) WHERE removed IS NULL;
            CREATE INDEX documents_by_generation ON documents (generation);
            CREATE INDEX documents_by_removal ON documents (removed) WHERE removed IS NOT NULL;
            DROP TABLE removed_chunks;
            UPDATE state SET removals_since = generation;

            CREATE TABLE fields (
                document INTEGER NOT NULL REFERENCES documents (id),
                name TEXT NOT NULL,                    -- in lower case
                value TEXT NOT NULL,                   -- in lower case
                number REAL                            -- the value, where it is a number
            );
            CREATE INDEX fields_by_document ON fields (document);
            CREATE INDEX fields_by_value ON fields (name, value);
            CREATE INDEX fields_by_number ON fields (name, number) WHERE number IS NOT NULL;

            ALTER TABLE state ADD COLUMN chunks INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE models ADD COLUMN embedded INTEGER NOT NULL DEFAULT 0;
            UPDATE state SET chunks = (SELECT count(*) FROM chunks);
            UPDATE models SET embedded = (SELECT count(*) FROM chunks c JOIN embeddings e ON e.key = c.key WHERE e.model = models.id);
            """);
            FieldTable.AddAllFromDocuments(db);
        },

        // Filters read indexes alone.
        static db => db.Execute(
        """
        DROP INDEX fields_by_value;
        DROP INDEX fields_by_number;
        CREATE INDEX fields_by_value ON fields (name, value, document);
        CREATE INDEX fields_by_number ON fields (name, number, document) WHERE number IS NOT NULL;
        CREATE INDEX documents_by_time ON documents (modified) WHERE removed IS NULL;
        """),

        // Documents can be shown whole, and passages of pages and slides say which.
        static db => db.Execute(
        """
        ALTER TABLE documents ADD COLUMN gaps TEXT;    -- what of the text no chunk holds, in order
        ALTER TABLE documents ADD COLUMN places TEXT;  -- where pages, slides and the like begin in the text
        ALTER TABLE chunks ADD COLUMN place TEXT NOT NULL DEFAULT '';
        """),
    ];
}
