namespace SearchEngine.Cli.Interactive;

/// <summary>A key that was pressed, or a text that was pasted, which no key in it is.</summary>
internal readonly record struct PromptInput(ConsoleKeyInfo Key, string? Pasted = null)
{
    public bool IsControl(ConsoleKey key) => Pasted is null && Key.Key == key && Key.Modifiers.HasFlag(ConsoleModifiers.Control);

    public bool IsAlt(ConsoleKey key) => Pasted is null && Key.Key == key && Key.Modifiers.HasFlag(ConsoleModifiers.Alt);

    public bool Is(ConsoleKey key) => Pasted is null && Key.Key == key && (Key.Modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt)) == 0;
}
