using System.Globalization;
using System.Text;

namespace SearchEngine.Cli.Interactive;

/// <summary>The terminal while the prompt has it: its other screen, pastes marked, lines not wrapped, Ctrl-C a key. As it was before, once this is disposed.</summary>
internal sealed class Screen : IDisposable
{
    private const string EnterSequence = "\e[?1049h\e[?2004h\e[?7l", LeaveSequence = "\e[?7h\e[?2004l\e[?25h\e[?1049l";

    private bool _entered;

    public Screen() => Resume();

    public static int Width => Math.Max(20, Console.WindowWidth);

    public static int Height => Math.Max(5, Console.WindowHeight);

    /// <summary>Gives the terminal to another program, or back.</summary>
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

    /// <summary>Draws a frame in one write, so that nothing flickers.</summary>
    public void Draw(Frame frame)
    {
        StringBuilder drawing = new("\e[?25l\e[H");
        foreach ((int i, string line) in frame.Lines.Index()) drawing.Append(i == 0 ? "" : "\r\n").Append("\e[2K").Append(line);
        if (frame.CursorColumn is { } column) drawing.Append(CultureInfo.InvariantCulture, $"\e[1;{column + 1}H\e[?25h");
        Console.Out.Write(drawing.ToString());
    }

    public void Dispose() => Suspend();
}
