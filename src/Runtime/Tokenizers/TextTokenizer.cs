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
/// Converts text to the tokens of a model and back, as defined by the model's tokenizer.json (Hugging Face tokenizers). The model stage
/// uses Microsoft.ML.Tokenizers where it is exact. Safe for concurrent use.
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
        _bytes = new(() => new TokenBytes(VocabularySize, id => IsSpecial(id) ? null : IdToToken(id)));
        _addedTokenFinder = new(() => new AddedTokenFinder(file.AddedTokens));
        VocabularySize = Math.Max(file.Model.Size, 1 + file.AddedTokens.Select(token => token.Id).Append(-1).Max());
    }

    /// <summary>The highest token id plus one: the minimum number of rows of an embedding table.</summary>
    public int VocabularySize { get; }

    /// <summary>The tokenizer's own maximum number of tokens, including special tokens; null if it has none.</summary>
    public int? MaxLength => _file.Truncation?.MaxLength;

    /// <summary>Whether each token represents UTF-8 bytes, so that <see cref="GetTokenBytes"/> can return them.</summary>
    public bool IsByteLevel => _file.Decoder is ByteLevelDecoder;

    internal SubwordModel Model => _file.Model;

    private Template Template => _file.PostProcessor.Template;

    /// <summary>Loads a tokenizer from a tokenizer.json, or from a model folder that contains one.</summary>
    /// <exception cref="CheckpointException">The file is missing, damaged, or has a component of an unsupported type.</exception>
    public static TextTokenizer Load(string path) => new(TokenizerFile.Read(path));

    /// <summary>
    /// Loads a tokenizer on another thread, so that a caller can read the model's weights in the meantime. If the caller fails before it
    /// awaits the task, an error of the tokenizer is ignored.
    /// </summary>
    internal static Task<TextTokenizer> LoadAsync(string path) => LoadAsync(() => Load(path));

    /// <summary>Loads a tokenizer on another thread; <paramref name="load"/> may use only what stays open in the meantime.</summary>
    internal static Task<TextTokenizer> LoadAsync(Func<TextTokenizer> load)
    {
        Task<TextTokenizer> loading = Task.Run(load);
        _ = loading.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        return loading;
    }

    /// <summary>Loads the tokenizer of a GGUF file.</summary>
    /// <exception cref="CheckpointException">The tokenizer is missing, damaged, or of an unsupported type.</exception>
    internal static TextTokenizer Load(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(GgufTokenizerReader.Read(file.Metadata));
    }

    /// <summary>Tokenizes a text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum length has no room for the special tokens.</exception>
    public TokenizedText Encode(string text, TokenizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= TokenizeOptions.Default;
        int room = GetMaxTextTokens(Template.Single, options);
        // Text beyond the maximum is not tokenized, unless the end of the text is kept.
        TokenBuffer tokens = GetSegmenter(options).Segment(text, _truncation.FromLeft ? int.MaxValue : room);
        return Assemble(Template.Single, options, tokens, null, Math.Min(tokens.Count, room), 0);
    }

    /// <summary>
    /// Tokenizes a text and returns only the ids, including special tokens: <see cref="TokenizedText.Ids"/> of <see cref="Encode"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum length has no room for the special tokens.</exception>
    public int[] EncodeIds(string text, TokenizeOptions? options = null) => Encode(text, options).Ids;

    /// <summary>Tokenizes two texts that a model reads together, such as a question and a passage.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum length has no room for the special tokens.</exception>
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

    /// <summary>
    /// Tokenizes two texts that a model reads together, splitting a long second text into windows. The first text gets at most half of the
    /// room.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum length has no room for the special tokens.</exception>
    internal IReadOnlyList<PairWindow> EncodeWindows(string first, string second, PairWindowOptions windows)
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
        // The last window ends with the text, even if it overlaps the previous one more than the others.
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

    /// <summary>Converts token ids back to text; ids without a token are skipped.</summary>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        List<string> tokens = new(ids.Length);
        foreach (int id in ids)
        {
            bool isSkipped = skipSpecialTokens && IsSpecial(id);
            if (!isSkipped && IdToToken(id) is { } token) tokens.Add(token);
        }
        return _file.Decoder.Decode(tokens);
    }

    /// <summary>Returns the id of a token as spelled in the vocabulary, or null.</summary>
    public int? TokenToId(string token) => _addedIds.TryGetValue(token, out int id) ? id : _file.Model.TokenToId(token);

    /// <summary>Returns the token of an id as spelled in the vocabulary, or null.</summary>
    public string? IdToToken(int id) => _addedById.TryGetValue(id, out AddedToken? added) ? added.Content : _file.Model.IdToToken(id);

    /// <summary>
    /// Returns the UTF-8 bytes of a token, which may end within a character; empty for special tokens and unused ids. The concatenated
    /// bytes of a text's tokens are the bytes of the text.
    /// </summary>
    /// <exception cref="NotSupportedException">
    /// The vocabulary is not byte-level, so the bytes of a token depend on its neighbours.
    /// </exception>
    public ReadOnlyMemory<byte> GetTokenBytes(int id) => IsByteLevel
        ? _bytes.Value.GetBytes(id)
        : throw new NotSupportedException("The vocabulary is not byte-level, so a single token has no bytes; decode the tokens together.");

    /// <summary>
    /// Finds the names of special tokens in a text, in order, like <see cref="TokenizeOptions.ParseSpecialTokens"/>. Only for trusted text,
    /// such as a template.
    /// </summary>
    /// <returns>Ids and spans in UTF-16 units (end exclusive), including white space that a token strips.</returns>
    internal IReadOnlyList<(int Id, int Start, int End)> FindSpecialTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<(int, int, int)> found = [];
        for (int from = 0; _addedTokenFinder.Value.TryFindNext(text, from, out AddedTokenMatch match); from = match.End)
        {
            if (_addedById[match.Id].Special) found.Add((match.Id, match.Start, match.End));
        }
        return found;
    }

    private bool IsSpecial(int id) => _addedById.TryGetValue(id, out AddedToken? added) && added.Special;

    private Segmenter GetSegmenter(TokenizeOptions options) => options.ParseSpecialTokens ? _specialTokenSegmenter.Value : _segmenter;

    private int GetMaxTextTokens(TemplatePart[] template, TokenizeOptions options)
    {
        int maxLength = options.MaxLength ?? _truncation.MaxLength;
        int special = options.AddSpecialTokens ? Template.CountSpecialTokens(template) : 0;
        return maxLength >= special
            ? maxLength - special
            : throw new ArgumentOutOfRangeException(
                nameof(options), maxLength, $"A length of {maxLength} has no room for the {special} special tokens.");
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
