using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>
/// Writes for people: results to stdout, everything else to stderr. Colours are used only if stdout is a terminal and neither
/// --no-color nor NO_COLOR is set, and progress is shown only if stderr is a terminal.
/// </summary>
internal sealed class Terminal(bool quiet, bool noColor)
{
    private const int MaxTextWidth = 120;

    private readonly bool _noColor = noColor || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether text on stdout may be styled.</summary>
    public bool HasColors => !_noColor && !Console.IsOutputRedirected && !IsDumb;

    /// <summary>Whether the terminal understands no escape sequences (TERM=dumb).</summary>
    public static bool IsDumb { get; } =
        !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") is "dumb" or null or "";

    /// <summary>The width that text is wrapped at, in columns.</summary>
    public int Width { get; } = Console.IsOutputRedirected ? MaxTextWidth : Math.Clamp(Console.WindowWidth, 40, MaxTextWidth);

    public string Bold(string text) => ApplyStyle("1", text);

    public string Dim(string text) => ApplyStyle("2", text);

    public string Accent(string text) => ApplyStyle("36", text);

    /// <summary>Writes a notice: useful information that is not a result.</summary>
    public void WriteNotice(string text)
    {
        if (!quiet) ErrorOutput.Write(text);
    }

    public void WriteNotices(IEnumerable<string> texts)
    {
        foreach (string text in texts) WriteNotice(text);
    }

    /// <summary>Writes a notice if some passages have no embedding yet.</summary>
    public void WriteUnembeddedNotice(int passages)
    {
        if (passages > 0)
            WriteNotice($"{passages} passages are not encoded yet and can be found by words only; to encode them, run: search index DIR");
    }

    /// <summary>Writes a table to stdout.</summary>
    /// <remarks>Without ANSI, the library would use the console's own colours, which are escape sequences too.</remarks>
    public void WriteTable(Table table) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Out),
        Ansi = HasColors ? AnsiSupport.Detect : AnsiSupport.Yes,
        ColorSystem = HasColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    }).Write(table);

    /// <summary>Runs work and shows its progress if there is a terminal for it.</summary>
    public async Task<T> WithProgressAsync<T>(Func<ProgressBars?, Task<T>> work)
    {
        if (quiet || Console.IsErrorRedirected || IsDumb) return await work(null);

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            ColorSystem = _noColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        return await console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn { Width = 30 },
                new CountColumn(),
                new RateColumn(),
                new RemainingTimeColumn())
            .StartAsync(context => work(new ProgressBars(context)));
    }

    private string ApplyStyle(string code, string text) => HasColors ? $"\e[{code}m{text}\e[0m" : text;
}
