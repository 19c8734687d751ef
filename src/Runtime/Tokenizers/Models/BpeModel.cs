using System.Text;
using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016) with the options of Hugging Face tokenizers: a prefix for symbols that continue a word, a
/// suffix for the symbol that ends it, and the treatment of unknown symbols. A word may be as long as a whole text.
/// </summary>
internal sealed class BpeModel(Vocabulary vocabulary, MergeTable merges, BpeSettings settings) : SubwordModel
{
    private readonly ByteTokens? _bytes = settings.ByteFallback ? new ByteTokens(vocabulary) : null;

    public override Tokenizer? LibraryTokenizer => null;

    public override int Size => vocabulary.Size;

    public override string? IdToToken(int id) => vocabulary.IdToToken(id);

    public override int? TokenToId(ReadOnlySpan<char> token) => vocabulary.TokenToId(token);

    public override void Segment(Word word, TokenBuffer output)
    {
        SymbolChain symbols = new();
        ReadOnlySpan<char> units = word.Units;
        int unknownFrom = -1;
        for (int start = 0, end; start < units.Length; start = end)
        {
            Rune.DecodeFromUtf16(units[start..], out _, out int length);
            end = start + length;
            ReadOnlySpan<char> symbol = Spell(units, start, end);
            int? id = vocabulary.TokenToId(symbol);
            int[]? bytes = id is null ? _bytes?.GetIdsOrNull(symbol) : null;
            bool isUnknown = id is null && bytes is null;
            if (unknownFrom >= 0 && !(isUnknown && settings.FuseUnknown))
            {
                AddUnknown(symbols, unknownFrom, start);
                unknownFrom = -1;
            }
            if (isUnknown && unknownFrom < 0) unknownFrom = start;
            if (id is { } knownId) symbols.Add(knownId, start, end);
            foreach (int piece in bytes ?? []) symbols.Add(piece, start, end);
        }
        if (unknownFrom >= 0) AddUnknown(symbols, unknownFrom, units.Length);
        symbols.Merge(merges);
        symbols.CopyTo(output, word);
    }

    private ReadOnlySpan<char> Spell(ReadOnlySpan<char> units, int start, int end)
    {
        string prefix = start == 0 ? "" : settings.ContinuingSubwordPrefix;
        string suffix = end == units.Length ? settings.EndOfWordSuffix : "";
        ReadOnlySpan<char> symbol = units[start..end];
        return prefix.Length + suffix.Length == 0 ? symbol : string.Concat(prefix, symbol, suffix);
    }

    // Without an unknown token, unknown symbols are skipped.
    private void AddUnknown(SymbolChain symbols, int start, int end)
    {
        if (settings.UnknownId is { } id) symbols.Add(id, start, end);
    }
}
