using System.Text;

namespace SearchEngine.Cli.Interactive;

/// <summary>Reads keys and bracketed pastes, whose characters are text and not keys. Unknown escape sequences are skipped.</summary>
internal sealed class Keyboard(Func<ConsoleKeyInfo> read, Func<bool> available)
{
    private const string PasteStart = "[200~", PasteEnd = "[201~";

    public static Keyboard ForConsole { get; } = new(() => Console.ReadKey(intercept: true), () => Console.KeyAvailable);

    /// <summary>Waits for the next input.</summary>
    public PromptInput Read()
    {
        while (true)
        {
            ConsoleKeyInfo key = read();
            if (key.KeyChar != '\e' || !available()) return new PromptInput(key);
            if (ReadSequence() == PasteStart) return new PromptInput(default, ReadPaste());
        }
    }

    /// <summary>Reads the rest of an escape sequence.</summary>
    private string ReadSequence()
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

    private string ReadPaste()
    {
        StringBuilder text = new();
        while (true)
        {
            char character = read().KeyChar;
            if (character == '\e' && ReadSequence() == PasteEnd) return text.ToString();
            if (character != '\e' && text.Length < EditorLine.MaxLength) text.Append(character == '\0' ? ' ' : character);
        }
    }
}
