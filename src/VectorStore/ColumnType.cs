using System.Globalization;
using System.Text.Json;

namespace SearchEngine.VectorStore;

/// <summary>How values of a .NET type lie in a column of SQLite.</summary>
/// <param name="Type">The .NET type, never a nullable one.</param>
/// <param name="Declaration">The column's type, and its collation where texts do not compare as the values do.</param>
/// <param name="Write">A value as SQLite takes it: long, double, string.</param>
/// <param name="Read">The value again.</param>
internal sealed record ColumnType(Type Type, string Declaration, Func<object, object> Write, Func<object, object> Read)
{
    private const string Integer = "INTEGER", Real = "REAL", Text = "TEXT";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly Dictionary<Type, ColumnType> Known = ((ColumnType[])
    [
        Of<string>(Text, value => value, value => (string)value),
        Of<bool>(Integer, value => value ? 1L : 0L, value => (long)value != 0),
        Number<byte>(value => (byte)value),
        Number<short>(value => (short)value),
        Number<int>(value => (int)value),
        Number<long>(value => value),
        new(typeof(float), Real, FromNumber, value => (float)Convert.ToDouble(value, Invariant)),
        new(typeof(double), Real, FromNumber, value => Convert.ToDouble(value, Invariant)),
        Of<decimal>($"{Text} COLLATE {Collations.Decimal}", value => value.ToString(Invariant), value => decimal.Parse((string)value, Invariant)),
        Of<Guid>(Text, value => value.ToString("D"), value => Guid.Parse((string)value)),
        Of<DateTime>($"{Text} COLLATE {Collations.DateTime}", value => value.ToString("O", Invariant), value => Collations.ReadDateTime((string)value)),
        Of<DateTimeOffset>($"{Text} COLLATE {Collations.Instant}", value => value.ToString("O", Invariant), value => Collations.ReadInstant((string)value)),
        Of<DateOnly>(Text, value => value.ToString("O", Invariant), value => DateOnly.ParseExact((string)value, "O", Invariant)),
        Of<TimeOnly>(Text, value => value.ToString("O", Invariant), value => TimeOnly.ParseExact((string)value, "O", Invariant)),
        .. ListsOf<string>(), .. ListsOf<bool>(), .. ListsOf<int>(), .. ListsOf<long>(), .. ListsOf<double>(),
    ]).ToDictionary(known => known.Type);

    /// <summary>The types of data, as a message lists them.</summary>
    public static string Supported { get; } = "string, bool, byte, short, int, long, float, double, decimal, Guid, DateTime, DateTimeOffset, DateOnly, TimeOnly, and arrays and lists of string, bool, int, long or double";

    /// <summary>The types of keys.</summary>
    public static IReadOnlyList<Type> Keys { get; } = [typeof(string), typeof(int), typeof(long), typeof(Guid)];

    /// <summary>How a type's values are kept; null where they cannot be.</summary>
    public static ColumnType? TryOf(Type type) => Known.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type);

    /// <inheritdoc cref="TryOf"/>
    public static ColumnType Of(Type type) => TryOf(type) ?? throw new NotSupportedException($"Values of type {type.Name} cannot be kept. There are {Supported}.");

    private static ColumnType Of<T>(string declaration, Func<T, object> write, Func<object, T> read) where T : notnull => new(typeof(T), declaration, value => write((T)value), value => read(value));

    private static ColumnType Number<T>(Func<long, T> read) where T : notnull => new(typeof(T), Integer, FromNumber, value => read((long)value));

    private static IEnumerable<ColumnType> ListsOf<T>() =>
    [
        Of<T[]>(Text, value => JsonSerializer.Serialize(value), value => JsonSerializer.Deserialize<T[]>((string)value)!),
        Of<List<T>>(Text, value => JsonSerializer.Serialize(value), value => JsonSerializer.Deserialize<List<T>>((string)value)!),
    ];

    /// <summary>Numbers compare across their types, as C# has them.</summary>
    private static object FromNumber(object value) => value is float or double or decimal ? Convert.ToDouble(value, Invariant) : Convert.ToInt64(value, Invariant);
}
