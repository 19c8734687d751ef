using System.Text;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Interactive;

/// <summary>
/// The history of queries, oldest first, in a file that only the user can read. If the file cannot be read or written, the history is
/// that of this session.
/// </summary>
internal sealed class QueryHistory
{
    public const int MaxQueries = 500;

    private readonly string? _path;
    private readonly List<string> _queries = [];
    private int _position;

    private QueryHistory(string? path) => _path = path;

    public IReadOnlyList<string> Queries => _queries;

    /// <summary>Reads the history; it is empty if the file is missing or unreadable.</summary>
    public static QueryHistory Open(string? path)
    {
        QueryHistory history = new(path);
        try
        {
            if (File.Exists(path))
            {
                IEnumerable<string> lines = File.ReadLines(path).Select(line => EditorLine.FromText(line).Text);
                history._queries.AddRange(lines.Where(line => line.Length > 0).TakeLast(MaxQueries));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
        history._position = history._queries.Count;
        return history;
    }

    /// <summary>Adds a query as the latest, and removes its earlier occurrence.</summary>
    public void Add(string query)
    {
        query = PlainText.CleanInput(query).Trim();
        _position = _queries.Count;
        if (query.Length == 0 || (_queries.Count > 0 && _queries[^1] == query)) return;
        _queries.Remove(query);
        _queries.Add(query);
        if (_queries.Count > MaxQueries) _queries.RemoveRange(0, _queries.Count - MaxQueries);
        _position = _queries.Count;
        Save();
    }

    /// <summary>Returns the query before the last one returned; null if there is none.</summary>
    public string? MoveToOlder() => _position > 0 ? _queries[--_position] : null;

    /// <summary>Returns the query after the last one returned; empty after the latest.</summary>
    public string MoveToNewer()
    {
        _position = Math.Min(_position + 1, _queries.Count);
        return _position < _queries.Count ? _queries[_position] : "";
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
