using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>
/// Where people read: results on stdout, all else on stderr. Colours only where stdout is a terminal and neither --no-color nor NO_COLOR
/// speaks against it; progress only where stderr is one.
/// </summary>
internal sealed class Terminal(bool quiet, bool noColor)
{
    private const int MaxTextWidth = 120;

    private readonly bool _noColor = noColor || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether what is written on stdout may be styled.</summary>
    public bool HasColors => !_noColor && !Console.IsOutputRedirected && !IsDumb;

    /// <summary>Whether the terminal says that it writes line after line, and knows no escape sequences.</summary>
    public static bool IsDumb { get; } = !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") is "dumb" or null or "";

    /// <summary>Columns that text is wrapped at.</summary>
    public int Width { get; } = Console.IsOutputRedirected ? MaxTextWidth : Math.Clamp(Console.WindowWidth, 40, MaxTextWidth);

    public string Bold(string text) => ApplyStyle("1", text);

    public string Dim(string text) => ApplyStyle("2", text);

    public string Accent(string text) => ApplyStyle("36", text);

    /// <summary>Something worth knowing that is not a result.</summary>
    public void WriteNotice(string text)
    {
        if (!quiet) ErrorOutput.Write(text);
    }

    /// <summary>Several of these.</summary>
    public void WriteNotices(IEnumerable<string> texts)
    {
        foreach (string text in texts) WriteNotice(text);
    }

    /// <summary>Writes a table among the results.</summary>
    /// <remarks>Without ANSI, the library would set the console's own colours, which are escape sequences again.</remarks>
    public void WriteTable(Table table) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Out),
        Ansi = HasColors ? AnsiSupport.Detect : AnsiSupport.Yes,
        ColorSystem = HasColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    }).Write(table);

    /// <summary>Runs work that reports how far it is, behind a bar where there is a terminal for it.</summary>
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
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new CountColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new ProgressBars(context)));
    }

    private string ApplyStyle(string code, string text) => HasColors ? $"\e[{code}m{text}\e[0m" : text;
}
