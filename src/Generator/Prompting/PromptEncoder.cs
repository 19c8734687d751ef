using System.Text;
using SearchEngine.Generator.Prompting.Jinja;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Prompting;

/// <summary>Encodes a prompt. Control tokens are recognized only in the template, never in the content of messages.</summary>
internal static class PromptEncoder
{
    private static readonly TokenizeOptions TextOnly = new() { AddSpecialTokens = false, MaxLength = int.MaxValue };

    /// <summary>Encodes a prompt as one text, except that the content of messages never becomes a control token.</summary>
    /// <param name="tokenizer">The tokenizer of the model.</param>
    /// <param name="parts">The result of <see cref="ChatTemplate.Render"/>.</param>
    public static int[] Encode(TextTokenizer tokenizer, IReadOnlyList<PromptPart> parts)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(parts);
        List<int> ids = [];
        // Template and content between two control tokens are encoded as one text, because a token may span both.
        StringBuilder text = new();
        foreach (PromptPart part in parts)
        {
            int textStart = 0;
            foreach ((int id, int start, int end) in part.IsTemplate ? tokenizer.FindSpecialTokens(part.Text) : [])
            {
                text.Append(part.Text, textStart, start - textStart);
                Flush();
                ids.Add(id);
                textStart = end;
            }
            text.Append(part.Text, textStart, part.Text.Length - textStart);
        }
        Flush();
        return [.. ids];

        void Flush()
        {
            if (text.Length > 0) ids.AddRange(tokenizer.EncodeIds(text.ToString(), TextOnly));
            text.Clear();
        }
    }
}
