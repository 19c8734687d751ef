using System.Text;

namespace SearchEngine.Cli.Completion;

/// <summary>The last word of an incomplete command line, and the text before it.</summary>
/// <param name="Before">The text before the word, as it was typed; empty, or ends with a space.</param>
/// <param name="Text">The word as the program would receive it: without its quotes, which may still be open.</param>
internal readonly record struct CompletionWord(string Before, string Text)
{
    /// <summary>Finds the last word by the rules that shells share: spaces separate words, except in quotes or after a backslash.</summary>
    public static CompletionWord ParseLast(string line)
    {
        int start = 0;
        char quote = '\0';
        StringBuilder text = new();
        for (int i = 0; i < line.Length; i++)
        {
            char character = line[i];
            if (quote != '\0' && character == quote) quote = '\0';
            else if (quote == '\0' && character is '"' or '\'') quote = character;
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                start = i + 1;
                text.Clear();
            }
            else if (character == '\\' && i + 1 < line.Length && line[i + 1] is ' ' or '"' or '\'' or '\\') text.Append(line[++i]);
            else text.Append(character);
        }
        return new CompletionWord(line[..start], text.ToString());
    }
}
