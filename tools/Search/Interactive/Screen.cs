using System.Globalization;
using System.Text;

namespace SearchEngine.Cli.Interactive;

/// <summary>
/// The terminal while the prompt uses it: the alternate screen, bracketed pastes, no line wrapping, and Ctrl-C as a key. Disposing
/// restores the terminal.
/// </summary>
internal sealed class Screen : IDisposable
{
    private const string EnterSequence = "\e[?1049h\e[?2004h\e[?7l";
    private const string LeaveSequence = "\e[?7h\e[?2004l\e[?25h\e[?1049l";

    private bool _entered;

    public Screen() => Resume();

    public static int Width => Math.Max(20, Console.WindowWidth);

    public static int Height => Math.Max(5, Console.WindowHeight);

    /// <summary>Restores the terminal for another program, until <see cref="Resume"/>.</summary>
    public void Suspend()
    {
        if (!_entered) return;
        _entered = false;
        Console.Out.Write(LeaveSequence);
        Console.TreatControlCAsInput = false;
    }

    public void Resume()
    {
        if (_entered) return;
        _entered = true;
        Console.TreatControlCAsInput = true;
        Console.Out.Write(EnterSequence);
    }

    /// <summary>Draws a frame in one write, to avoid flicker.</summary>
    public void Draw(Frame frame)
    {
        StringBuilder drawing = new("\e[?25l\e[H");
        foreach ((int i, string line) in frame.Lines.Index())
            drawing.Append(i == 0 ? "" : "\r\n").Append("\e[2K").Append(line);
        if (frame.CursorColumn is { } column) drawing.Append(CultureInfo.InvariantCulture, $"\e[1;{column + 1}H\e[?25h");
        Console.Out.Write(drawing.ToString());
    }

    public void Dispose() => Suspend();
}
