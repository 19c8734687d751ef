using System.Text;
using SearchEngine.Generator.Prompting.Jinja;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Prompting;

/// <summary>Turns a prompt into tokens. Control tokens come from the template alone, whatever a document says.</summary>
internal static class PromptEncoder
{
    private static readonly TokenizeOptions TextOnly = new() { AddSpecialTokens = false, MaxLength = int.MaxValue };

    /// <summary>Tokens of a prompt: those of the whole as one text, but that what a message's content says never is a control token.</summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="parts">What <see cref="ChatTemplate.Render"/> gives.</param>
    public static int[] Encode(TextTokenizer tokenizer, IReadOnlyList<PromptPart> parts)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(parts);
        List<int> ids = [];
        // Template and content between two control tokens are one text: a word may lie across their border.
        StringBuilder text = new();
        foreach (PromptPart part in parts)
        {
            int from = 0;
            foreach ((int id, int start, int end) in part.IsTemplate ? tokenizer.FindSpecialTokens(part.Text) : [])
            {
                text.Append(part.Text, from, start - from);
                Flush();
                ids.Add(id);
                from = end;
            }
            text.Append(part.Text, from, part.Text.Length - from);
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
