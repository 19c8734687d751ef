using System.Text;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>The metadata of a GGUF file, read key by key, with errors that name the file and the key. Arrays stay bytes until they are asked for.</summary>
public sealed class GgufMetadata
{
    private readonly Dictionary<string, GgufValue> _values;

    internal GgufMetadata(string path, Dictionary<string, GgufValue> values) => (Path, _values) = (path, values);

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>The keys, in the file's order.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>Whether there is a value of that key.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>A value that must be a string.</summary>
    public string GetString(string key) => GetStringOrNull(key) ?? throw CreateMissingError(key, "a string");

    /// <summary>A string, or null where the key is absent.</summary>
    public string? GetStringOrNull(string key) => Find(key, value => value is { IsArray: false, Type: GgufValueType.String }, "a string") is { } value ? Decode(key, value.GetUtf8Strings()[0]) : null;

    /// <summary>A value that must be a whole number.</summary>
    public int GetInt(string key) => GetIntOrNull(key) ?? throw CreateMissingError(key, "a whole number");

    /// <summary>A whole number, or null where the key is absent.</summary>
    public int? GetIntOrNull(string key) => Find(key, value => value is { IsArray: false, IsInteger: true }, "a whole number") is { } value ? RequireInt32(key, value.GetInteger()) : null;

    /// <summary>A value that must be a whole number of at least 1.</summary>
    public int GetPositiveInt(string key) => GetInt(key) is > 0 and int count ? count : throw CreateError(key, $"is {GetInt(key)}; at least 1 was expected");

    /// <summary>A value that must be a finite number.</summary>
    public double GetDouble(string key) => GetDoubleOrNull(key) ?? throw CreateMissingError(key, "a number");

    /// <summary>A finite number, or <paramref name="defaultValue"/> where the key is absent.</summary>
    public double GetDouble(string key, double defaultValue) => GetDoubleOrNull(key) ?? defaultValue;

    /// <summary>A finite number, or null where the key is absent.</summary>
    public double? GetDoubleOrNull(string key) => Find(key, value => !value.IsArray && (value.IsFloat || value.IsInteger), "a number") is { } value ? RequireFinite(key, value.GetDouble()) : null;

    /// <summary>A truth value, or <paramref name="defaultValue"/> where the key is absent.</summary>
    public bool GetBool(string key, bool defaultValue = false) => Find(key, value => value is { IsArray: false, Type: GgufValueType.Bool }, "true or false")?.GetBool() ?? defaultValue;

    /// <summary>A list of strings, or null where the key is absent.</summary>
    public string[]? GetStringsOrNull(string key) => GetUtf8StringsOrNull(key) is { } texts ? Array.ConvertAll(texts, text => Decode(key, text)) : null;

    /// <summary>A list of whole numbers, or null where the key is absent.</summary>
    public int[]? GetIntsOrNull(string key) => Find(key, value => value is { IsArray: true, IsInteger: true }, "a list of whole numbers") is { } value
        ? ToArray(value, i => RequireInt32(key, value.GetInteger(i)))
        : null;

    /// <summary>A list of finite numbers, or null where the key is absent.</summary>
    public double[]? DoublesOrNull(string key) => Find(key, value => value.IsArray && (value.IsFloat || value.IsInteger), "a list of numbers") is { } value
        ? ToArray(value, i => RequireFinite(key, value.GetDouble(i)))
        : null;

    /// <summary>A list of truth values, or null where the key is absent.</summary>
    public bool[]? FlagsOrNull(string key) => Find(key, value => value is { IsArray: true, Type: GgufValueType.Bool }, "a list of truth values") is { } value ? ToArray(value, value.GetBool) : null;

    /// <summary>A list of strings as the file has them, in UTF-8, or null where the key is absent.</summary>
    internal ReadOnlyMemory<byte>[]? GetUtf8StringsOrNull(string key) => Find(key, value => value is { IsArray: true, Type: GgufValueType.String }, "a list of strings")?.GetUtf8Strings();

    /// <summary>What is wrong with a value.</summary>
    internal CheckpointException CreateError(string key, string reason) => new(Path, key, reason);

    private GgufValue? Find(string key, Predicate<GgufValue> isExpected, string expected)
    {
        if (!_values.TryGetValue(key, out GgufValue value)) return null;
        return isExpected(value) ? value : throw CreateError(key, $"is {value.Description}; {expected} was expected");
    }

    private string Decode(string key, ReadOnlyMemory<byte> text)
    {
        try
        {
            return StrictUtf8.GetString(text.Span);
        }
        catch (DecoderFallbackException)
        {
            throw CreateError(key, "is not UTF-8");
        }
    }

    private static T[] ToArray<T>(GgufValue value, Func<int, T> element)
    {
        T[] elements = new T[value.Count];
        for (int i = 0; i < elements.Length; i++) elements[i] = element(i);
        return elements;
    }

    private int RequireInt32(string key, Int128 number) =>
        number >= int.MinValue && number <= int.MaxValue ? (int)number : throw CreateError(key, $"is {number}; a whole number of 32 bits was expected");

    private double RequireFinite(string key, double number) => double.IsFinite(number) ? number : throw CreateError(key, $"is {number}; a finite number was expected");

    private CheckpointException CreateMissingError(string key, string expected) => CreateError(key, $"is missing; {expected} was expected");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
