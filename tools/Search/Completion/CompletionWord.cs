using System.Text;

namespace SearchEngine.Cli.Completion;

/// <summary>The word at the end of a command line that is being typed, and what comes before it.</summary>
/// <param name="Before">The words before, as they were typed; empty, or ends with a blank.</param>
/// <param name="Text">The word as the program would get it: without its quotes, which may still be open.</param>
internal readonly record struct CompletionWord(string Before, string Text)
{
    /// <summary>The last word, by the rules that shells share: blanks part words, quotes of both kinds and a backslash before a blank or a quote join them.</summary>
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
