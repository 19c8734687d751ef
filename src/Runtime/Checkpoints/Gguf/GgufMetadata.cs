using System.Text;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>
/// The metadata of a GGUF file. Errors name the file and the key; arrays are decoded when they are requested.
/// </summary>
internal sealed class GgufMetadata
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, GgufValue> _values;

    internal GgufMetadata(string path, Dictionary<string, GgufValue> values) => (Path, _values) = (path, values);

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>The keys, in file order.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>Returns whether the key exists.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Returns a required string.</summary>
    public string GetString(string key) => GetStringOrNull(key) ?? throw CreateMissingError(key, "a string");

    /// <summary>Returns a string, or null if the key is absent.</summary>
    public string? GetStringOrNull(string key) =>
        Find(key, IsString, "a string") is { } value ? Decode(key, value.GetUtf8Strings()[0]) : null;

    /// <summary>Returns a required integer.</summary>
    public int GetInt(string key) => GetIntOrNull(key) ?? throw CreateMissingError(key, "an integer");

    /// <summary>Returns an integer, or null if the key is absent.</summary>
    public int? GetIntOrNull(string key) =>
        Find(key, value => value is { IsArray: false, IsInteger: true }, "an integer") is { } value
            ? RequireInt32(key, value.GetInteger())
            : null;

    /// <summary>Returns a required integer that must be at least 1.</summary>
    public int GetPositiveInt(string key)
    {
        int value = GetInt(key);
        return value > 0 ? value : throw CreateError(key, $"is {value}, but must be at least 1");
    }

    /// <summary>Returns a required finite number.</summary>
    public double GetDouble(string key) => GetDoubleOrNull(key) ?? throw CreateMissingError(key, "a number");

    /// <summary>Returns a finite number, or <paramref name="defaultValue"/> if the key is absent.</summary>
    public double GetDouble(string key, double defaultValue) => GetDoubleOrNull(key) ?? defaultValue;

    /// <summary>Returns a finite number, or null if the key is absent.</summary>
    public double? GetDoubleOrNull(string key) =>
        Find(key, value => !value.IsArray && (value.IsFloat || value.IsInteger), "a number") is { } value
            ? RequireFinite(key, value.GetDouble())
            : null;

    /// <summary>Returns a boolean, or <paramref name="defaultValue"/> if the key is absent.</summary>
    public bool GetBool(string key, bool defaultValue = false) =>
        Find(key, value => value is { IsArray: false, Type: GgufValueType.Bool }, "true or false")?.GetBool() ?? defaultValue;

    /// <summary>Returns a list of strings, or null if the key is absent.</summary>
    public string[]? GetStringsOrNull(string key) =>
        GetUtf8StringsOrNull(key) is { } texts ? Array.ConvertAll(texts, text => Decode(key, text)) : null;

    /// <summary>Returns a list of integers, or null if the key is absent.</summary>
    public int[]? GetIntsOrNull(string key) =>
        Find(key, value => value is { IsArray: true, IsInteger: true }, "a list of integers") is { } value
            ? ToArray(value, i => RequireInt32(key, value.GetInteger(i)))
            : null;

    /// <summary>Returns a list of strings as undecoded UTF-8, or null if the key is absent.</summary>
    internal ReadOnlyMemory<byte>[]? GetUtf8StringsOrNull(string key) =>
        Find(key, value => value is { IsArray: true, Type: GgufValueType.String }, "a list of strings")?.GetUtf8Strings();

    /// <summary>Creates an error about the value of a key.</summary>
    internal CheckpointException CreateError(string key, string reason) => new(Path, key, reason);

    private static bool IsString(GgufValue value) => value is { IsArray: false, Type: GgufValueType.String };

    private GgufValue? Find(string key, Predicate<GgufValue> isExpected, string expected)
    {
        if (!_values.TryGetValue(key, out GgufValue value)) return null;
        return isExpected(value) ? value : throw CreateError(key, $"is {value.Description}, but must be {expected}");
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

    private static T[] ToArray<T>(GgufValue value, Func<int, T> getElement)
    {
        T[] elements = new T[value.Count];
        for (int i = 0; i < elements.Length; i++) elements[i] = getElement(i);
        return elements;
    }

    private int RequireInt32(string key, Int128 number) => number >= int.MinValue && number <= int.MaxValue
        ? (int)number
        : throw CreateError(key, $"is {number}, but must be a 32-bit integer");

    private double RequireFinite(string key, double number) =>
        double.IsFinite(number) ? number : throw CreateError(key, $"is {number}, but must be a finite number");

    private CheckpointException CreateMissingError(string key, string expected) => CreateError(key, $"is missing, but must be {expected}");
}
