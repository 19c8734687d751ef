using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Catalog;

/// <summary>The catalog's tables and their version.</summary>
internal static class CatalogSchema
{
    /// <summary>SQLite's application_id of a catalog ("SEix"), which tells it apart from any other database.</summary>
    public const int ApplicationId = 0x53456978;

    /// <summary>The schema version, stored as SQLite's user_version.</summary>
    public const int Version = 1;

    private const string Tables =
        """
        CREATE TABLE state (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            identity TEXT NOT NULL,                    -- identifies this catalog in the stamps of derived indexes
            generation INTEGER NOT NULL,               -- incremented with every change
            durable INTEGER NOT NULL,                  -- the generation that is known to be on the disk
            removals_since INTEGER NOT NULL,           -- every removal after this generation is still recorded
            chunks INTEGER NOT NULL                    -- the number of chunks of documents that are not removed
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
            removed INTEGER,                           -- the generation that removed it; null while it is present
            gaps TEXT,                                 -- the text between chunks, in order
            places TEXT                                -- where pages, slides and the like begin in the text
        );
        CREATE UNIQUE INDEX documents_by_path ON documents (collection, path) WHERE removed IS NULL;
        CREATE INDEX documents_by_generation ON documents (generation);
        CREATE INDEX documents_by_removal ON documents (removed) WHERE removed IS NOT NULL;
        CREATE INDEX documents_by_time ON documents (modified) WHERE removed IS NULL;
        CREATE TABLE fields (
            document INTEGER NOT NULL REFERENCES documents (id),
            name TEXT NOT NULL,                        -- in lower case
            value TEXT NOT NULL,                       -- in lower case
            number REAL                                -- the value, if it is a number
        );
        CREATE INDEX fields_by_document ON fields (document);
        CREATE INDEX fields_by_value ON fields (name, value, document);
        CREATE INDEX fields_by_number ON fields (name, number, document) WHERE number IS NOT NULL;
        CREATE TABLE chunks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,      -- never reused, so derived indexes can refer to it
            document INTEGER NOT NULL REFERENCES documents (id),
            ordinal INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            line INTEGER NOT NULL,
            heading TEXT NOT NULL,
            text TEXT NOT NULL,
            key TEXT NOT NULL,
            generation INTEGER NOT NULL,
            place TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX chunks_by_document ON chunks (document, ordinal);
        CREATE INDEX chunks_by_key ON chunks (key, id);
        CREATE INDEX chunks_by_generation ON chunks (generation);
        CREATE TABLE models (
            id INTEGER PRIMARY KEY,
            fingerprint TEXT NOT NULL UNIQUE,
            dimensions INTEGER NOT NULL,
            embedded INTEGER NOT NULL DEFAULT 0        -- the number of chunks with an embedding, of documents that are not removed
        );
        CREATE TABLE embeddings (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            model INTEGER NOT NULL REFERENCES models (id),
            generation INTEGER NOT NULL,
            vector BLOB NOT NULL,                      -- float32, little endian
            UNIQUE (key, model)
        );
        CREATE INDEX embeddings_by_generation ON embeddings (model, generation);
        INSERT INTO state VALUES (1, lower(hex(randomblob(16))), 0, 0, 0, 0);
        """;

    /// <summary>Creates the tables of an empty database, in one transaction.</summary>
    public static void Create(CatalogConnection db)
    {
        db.BeginTransaction(write: true);
        db.Execute(Tables);
        db.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
        db.Commit();
    }

    /// <summary>Reads the schema version; 0 for an empty database.</summary>
    /// <exception cref="IndexException">The database belongs to another program or a newer version.</exception>
    public static long ReadVersion(string path, CatalogConnection db)
    {
        long application = db.QueryInt64("PRAGMA application_id");
        long version = db.QueryInt64("PRAGMA user_version");
        if (application != ApplicationId && db.QueryInt64("SELECT count(*) FROM sqlite_master") > 0)
            throw new IndexException($"{path} is a database of another program, not an index. Name another folder for the index.");
        if (version > Version)
        {
            throw new IndexException($"{path} was made by a newer version (its schema is {version}, this version supports {Version}). "
                + "Update the program, or name another folder for the index.");
        }
        return application == ApplicationId ? version : 0;
    }
}
