using System.Text;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Interactive;

/// <summary>
/// The queries that were asked, oldest first, in a file that only the user can read. What cannot be read or written is no reason to ask nothing: then the history is that of this
/// session.
/// </summary>
internal sealed class QueryHistory
{
    public const int Most = 500;

    private readonly string? _path;
    private readonly List<string> _queries = [];
    private int _at;

    private QueryHistory(string? path) => _path = path;

    public IReadOnlyList<string> Queries => _queries;

    /// <summary>Reads a history; one that is not there, or not readable, is empty.</summary>
    public static QueryHistory Open(string? path)
    {
        QueryHistory history = new(path);
        try
        {
            if (File.Exists(path)) history._queries.AddRange(File.ReadLines(path).Select(line => EditorLine.Of(line).Text).Where(line => line.Length > 0).TakeLast(Most));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
        history._at = history._queries.Count;
        return history;
    }

    /// <summary>Notes a query as the latest; one that was asked before moves here.</summary>
    public void Add(string query)
    {
        query = PlainText.Typed(query).Trim();
        _at = _queries.Count;
        if (query.Length == 0 || (_queries.Count > 0 && _queries[^1] == query)) return;
        _queries.Remove(query);
        _queries.Add(query);
        if (_queries.Count > Most) _queries.RemoveRange(0, _queries.Count - Most);
        _at = _queries.Count;
        Save();
    }

    /// <summary>The query before the one that was last given; null where there is none.</summary>
    public string? Older() => _at > 0 ? _queries[--_at] : null;

    /// <summary>The query after it; empty after the latest.</summary>
    public string Newer()
    {
        _at = Math.Min(_at + 1, _queries.Count);
        return _at < _queries.Count ? _queries[_at] : "";
    }

    private void Save()
    {
        if (_path is null) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            string written = $"{_path}.{Environment.ProcessId}";
            using (StreamWriter writer = new(written, new UTF8Encoding(false), options))
            {
                foreach (string query in _queries) writer.WriteLine(query);
            }
            File.Move(written, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
