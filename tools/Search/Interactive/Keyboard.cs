using System.Text;

namespace SearchEngine.Cli.Interactive;

/// <summary>Reads keys. Between a terminal's marks of a paste, characters are text and no keys; other sequences that no key is known for are passed over.</summary>
internal sealed class Keyboard(Func<ConsoleKeyInfo> read, Func<bool> available)
{
    private const string PasteBegins = "[200~", PasteEnds = "[201~";

    public static Keyboard OfConsole { get; } = new(() => Console.ReadKey(intercept: true), () => Console.KeyAvailable);

    /// <summary>Waits for the next input.</summary>
    public PromptInput Read()
    {
        while (true)
        {
            ConsoleKeyInfo key = read();
            if (key.KeyChar != '\e' || !available()) return new PromptInput(key);
            if (Sequence() == PasteBegins) return new PromptInput(default, Pasted());
        }
    }

    /// <summary>What follows an escape, to its last character.</summary>
    private string Sequence()
    {
        StringBuilder sequence = new();
        while (available())
        {
            char character = read().KeyChar;
            sequence.Append(character);
            if (sequence.Length > 1 && character is >= '@' and <= '~' || sequence.Length == 1 && character is not ('[' or 'O')) break;
        }
        return sequence.ToString();
    }

    private string Pasted()
    {
        StringBuilder text = new();
        while (true)
        {
            char character = read().KeyChar;
            if (character == '\e' && Sequence() == PasteEnds) return text.ToString();
            if (character != '\e' && text.Length < EditorLine.Longest) text.Append(character == '\0' ? ' ' : character);
        }
    }
}
