using System.Runtime.InteropServices;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Tokenizers.AddedTokens;
using SearchEngine.Runtime.Tokenizers.Decoders;
using SearchEngine.Runtime.Tokenizers.Gguf;
using SearchEngine.Runtime.Tokenizers.Models;
using SearchEngine.Runtime.Tokenizers.PostProcessors;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>
/// Turns text into the tokens of a model and back, as the model's tokenizer.json (Hugging Face tokenizers) says. Its model stage is
/// Microsoft.ML.Tokenizers' where that is exact. Safe for concurrent use.
/// </summary>
public sealed class TextTokenizer
{
    private readonly TokenizerFile _file;
    private readonly Truncation _truncation;
    private readonly Segmenter _segmenter;
    private readonly Lazy<Segmenter> _specialTokenSegmenter;
    private readonly Dictionary<int, AddedToken> _addedById;
    private readonly Dictionary<string, int> _addedIds;
    private readonly Lazy<TokenBytes> _bytes;
    private readonly Lazy<AddedTokenFinder> _addedTokenFinder;

    internal TextTokenizer(TokenizerFile file)
    {
        _file = file;
        _truncation = file.Truncation ?? Truncation.Unlimited;
        _segmenter = new(file.Normalizer, file.PreTokenizer, file.Model, [.. file.AddedTokens.Where(token => !token.Special)]);
        _specialTokenSegmenter = new(() => new(file.Normalizer, file.PreTokenizer, file.Model, file.AddedTokens));
        _addedById = file.AddedTokens.ToDictionary(token => token.Id);
        _addedIds = file.AddedTokens.ToDictionary(token => token.Content, token => token.Id);
        _bytes = new(() => new TokenBytes(VocabularySize, id => _addedById.TryGetValue(id, out AddedToken? added) && added.Special ? null : IdToToken(id)));
        _addedTokenFinder = new(() => new AddedTokenFinder(file.AddedTokens));
        VocabularySize = Math.Max(file.Model.Size, 1 + file.AddedTokens.Select(token => token.Id).Append(-1).Max());
    }

    /// <summary>One more than the greatest id of a token: the rows that an embedding table must have.</summary>
    public int VocabularySize { get; }

    /// <summary>The most tokens of a text, special tokens included, as the tokenizer's file has it; null where it has none.</summary>
    public int? MaxLength => _file.Truncation?.MaxLength;

    /// <summary>Whether each token stands for some bytes of UTF-8, so that <see cref="GetTokenBytes"/> gives them.</summary>
    public bool IsByteLevel => _file.Decoder is ByteLevelDecoder;

    internal SubwordModel Model => _file.Model;

    private Template Template => _file.PostProcessor.Template;

    /// <summary>Loads a tokenizer from a tokenizer.json, or from a model folder that holds one.</summary>
    /// <exception cref="CheckpointException">The file is missing, broken, or has a component of an unknown kind.</exception>
    public static TextTokenizer Load(string folderOrTokenizerJsonPath) => new(TokenizerFile.Read(folderOrTokenizerJsonPath));

    /// <summary>Loads the tokenizer that a GGUF file carries.</summary>
    /// <exception cref="CheckpointException">The file has no tokenizer, a broken one, or one of a kind that is not known here.</exception>
    public static TextTokenizer Load(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(GgufTokenizerReader.Read(file.Metadata));
    }

    /// <summary>Tokens of a text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The greatest length has no room for the special tokens.</exception>
    public TokenizedText Encode(string text, TokenizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= TokenizeOptions.Default;
        int room = GetMaxTextTokens(Template.Single, options);
        // What lies beyond the room is not looked at, unless the end is what is wanted.
        TokenBuffer tokens = GetSegmenter(options).Segment(text, _truncation.FromLeft ? int.MaxValue : room);
        return Assemble(Template.Single, options, tokens, null, Math.Min(tokens.Count, room), 0);
    }

    /// <summary>Ids of a text's tokens, special tokens included: <see cref="TokenizedText.Ids"/> of <see cref="Encode"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The greatest length has no room for the special tokens.</exception>
    public int[] EncodeIds(string text, TokenizeOptions? options = null) => Encode(text, options).Ids;

    /// <summary>Tokens of two texts that a model reads together, such as a question and a passage.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The greatest length has no room for the special tokens.</exception>
    public TokenizedText EncodePair(string first, string second, TokenizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        options ??= TokenizeOptions.Default;
        int room = GetMaxTextTokens(Template.Pair, options);
        Segmenter segmenter = GetSegmenter(options);
        TokenBuffer a = segmenter.Segment(first, int.MaxValue), b = segmenter.Segment(second, int.MaxValue);
        (int keepA, int keepB) = Truncation.ComputeKeptTokens(a.Count, b.Count, room, options.Truncation ?? _truncation.Strategy);
        return Assemble(Template.Pair, options, a, b, keepA, keepB);
    }

    /// <summary>Tokens of two texts that a model reads together, the second one window by window where it is long. The first keeps at most half of the room.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The greatest length has no room for the special tokens.</exception>
    public IReadOnlyList<PairWindow> EncodeWindows(string first, string second, PairWindowOptions windows)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        TokenizeOptions options = new() { MaxLength = windows.MaxLength };
        int room = GetMaxTextTokens(Template.Pair, options);
        TokenBuffer a = _segmenter.Segment(first, int.MaxValue), b = _segmenter.Segment(second, int.MaxValue);
        int keepFirst = Math.Min(a.Count, room / 2), left = room - keepFirst;
        if (b.Count <= Math.Min(windows.MaxUnsplitLength, left)) return [Window(0, b.Count)];

        int size = Math.Max(1, Math.Min(windows.WindowSize, left));
        List<PairWindow> result = [];
        // The last window ends with the text, however much of the one before it has read already.
        for (int start = 0; ; start += Math.Min(windows.Stride, size))
        {
            bool isLast = start + size >= b.Count;
            result.Add(Window(isLast ? Math.Max(b.Count - size, 0) : start, Math.Min(size, b.Count)));
            if (isLast) return result;
        }

        PairWindow Window(int start, int count)
        {
            TokenizedText tokens = Assemble(Template.Pair, options, a, count == b.Count ? b : b.Slice(start, count), keepFirst, count);
            int end = tokens.Ids.Length;
            while (end > 0 && tokens.SpecialTokensMask[end - 1]) end--;
            return new PairWindow(tokens, end - count, count);
        }
    }

    /// <summary>Text of tokens. Ids without a token are passed over.</summary>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        List<string> tokens = new(ids.Length);
        foreach (int id in ids)
        {
            bool isSkipped = skipSpecialTokens && _addedById.TryGetValue(id, out AddedToken? added) && added.Special;
            if (!isSkipped && IdToToken(id) is { } token) tokens.Add(token);
        }
        return _file.Decoder.Decode(tokens);
    }

    /// <summary>Id of a token as the vocabulary spells it, or null.</summary>
    public int? TokenToId(string token) => _addedIds.TryGetValue(token, out int id) ? id : _file.Model.TokenToId(token);

    /// <summary>A token as the vocabulary spells it, or null where the id has none.</summary>
    public string? IdToToken(int id) => _addedById.TryGetValue(id, out AddedToken? added) ? added.Content : _file.Model.IdToToken(id);

    /// <summary>
    /// The bytes of UTF-8 that a token stands for, not always whole characters; none for special tokens and for ids without a token. Those of an answer's tokens,
    /// end to end, are the bytes of its text.
    /// </summary>
    /// <exception cref="NotSupportedException">The vocabulary is not byte-level: what a token stands for depends on those around it.</exception>
    public ReadOnlyMemory<byte> GetTokenBytes(int id) => IsByteLevel
        ? _bytes.Value.GetBytes(id)
        : throw new NotSupportedException("Tokens of this vocabulary do not each stand for bytes; decode them together.");

    /// <summary>
    /// Where names of special tokens stand in a text, first to last, as <see cref="TokenizeOptions.ParseSpecialTokens"/> reads them. Only for text of our own making, such as a template.
    /// </summary>
    /// <returns>Ids, and places in UTF-16 units, end exclusive, with the white space that a token takes along.</returns>
    public IReadOnlyList<(int Id, int Start, int End)> FindSpecialTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<(int, int, int)> found = [];
        for (int from = 0; _addedTokenFinder.Value.TryFindNext(text, from, out AddedTokenMatch match); from = match.End)
        {
            if (_addedById[match.Id].Special) found.Add((match.Id, match.Start, match.End));
        }
        return found;
    }

    private Segmenter GetSegmenter(TokenizeOptions options) => options.ParseSpecialTokens ? _specialTokenSegmenter.Value : _segmenter;

    private int GetMaxTextTokens(TemplatePart[] template, TokenizeOptions options)
    {
        int maxLength = options.MaxLength ?? _truncation.MaxLength;
        int special = options.AddSpecialTokens ? Template.CountSpecialTokens(template) : 0;
        return maxLength >= special
            ? maxLength - special
            : throw new ArgumentOutOfRangeException(nameof(options), maxLength, $"A length of {maxLength} has no room for the {special} special tokens.");
    }

    private TokenizedText Assemble(
        TemplatePart[] template, TokenizeOptions options, TokenBuffer first, TokenBuffer? second, int keepFirst, int keepSecond)
    {
        int length = keepFirst + keepSecond + (options.AddSpecialTokens ? Template.CountSpecialTokens(template) : 0);
        int[] ids = new int[length], typeIds = new int[length];
        bool[] special = new bool[length];
        (int, int)[] offsets = new (int, int)[length];
        int at = 0;
        foreach (TemplatePart part in template)
        {
            int count;
            if (part.SpecialIds is { } specialIds)
            {
                if (!options.AddSpecialTokens) continue;
                count = specialIds.Length;
                specialIds.CopyTo(ids, at);
                special.AsSpan(at, count).Fill(true);
            }
            else
            {
                TokenBuffer tokens = part.Text == 0 ? first : second!;
                count = part.Text == 0 ? keepFirst : keepSecond;
                int skip = _truncation.FromLeft ? tokens.Count - count : 0;
                CollectionsMarshal.AsSpan(tokens.Ids).Slice(skip, count).CopyTo(ids.AsSpan(at));
                CollectionsMarshal.AsSpan(tokens.Offsets).Slice(skip, count).CopyTo(offsets.AsSpan(at));
                _file.PostProcessor.Trimmer?.Trim(ids.AsSpan(at, count), offsets.AsSpan(at, count), IdToToken);
            }
            typeIds.AsSpan(at, count).Fill(part.TypeId);
            at += count;
        }
        bool truncated = keepFirst < first.Count || keepSecond < (second?.Count ?? 0);
        return new TokenizedText(ids, typeIds, special, offsets, truncated);
    }
}
