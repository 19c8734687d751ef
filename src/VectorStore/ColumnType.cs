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

    private static readonly Dictionary<Type, ColumnType> Registry = ((ColumnType[])
    [
        For<string>(Text, value => value, value => (string)value),
        For<bool>(Integer, value => value ? 1L : 0L, value => (long)value != 0),
        CreateNumber<byte>(value => (byte)value),
        CreateNumber<short>(value => (short)value),
        CreateNumber<int>(value => (int)value),
        CreateNumber<long>(value => value),
        new(typeof(float), Real, WriteNumber, value => (float)Convert.ToDouble(value, Invariant)),
        new(typeof(double), Real, WriteNumber, value => Convert.ToDouble(value, Invariant)),
        For<decimal>($"{Text} COLLATE {Collations.Decimal}", value => value.ToString(Invariant), value => decimal.Parse((string)value, Invariant)),
        For<Guid>(Text, value => value.ToString("D"), value => Guid.Parse((string)value)),
        For<DateTime>($"{Text} COLLATE {Collations.DateTime}", value => value.ToString("O", Invariant), value => Collations.ParseDateTime((string)value)),
        For<DateTimeOffset>($"{Text} COLLATE {Collations.Instant}", value => value.ToString("O", Invariant), value => Collations.ParseInstant((string)value)),
        For<DateOnly>(Text, value => value.ToString("O", Invariant), value => DateOnly.ParseExact((string)value, "O", Invariant)),
        For<TimeOnly>(Text, value => value.ToString("O", Invariant), value => TimeOnly.ParseExact((string)value, "O", Invariant)),
        .. CreateLists<string>(), .. CreateLists<bool>(), .. CreateLists<int>(), .. CreateLists<long>(), .. CreateLists<double>(),
    ]).ToDictionary(known => known.Type);

    /// <summary>The types of data, as a message lists them.</summary>
    public static string Supported { get; } = "string, bool, byte, short, int, long, float, double, decimal, Guid, DateTime, DateTimeOffset, DateOnly, TimeOnly, and arrays and lists of string, bool, int, long or double";

    /// <summary>The types of keys.</summary>
    public static IReadOnlyList<Type> KeyTypes { get; } = [typeof(string), typeof(int), typeof(long), typeof(Guid)];

    /// <summary>How a type's values are kept; null where they cannot be.</summary>
    public static ColumnType? Find(Type type) => Registry.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type);

    /// <inheritdoc cref="Find"/>
    public static ColumnType For(Type type) => Find(type) ?? throw new NotSupportedException($"Values of type {type.Name} cannot be kept. There are {Supported}.");

    private static ColumnType For<T>(string declaration, Func<T, object> write, Func<object, T> read) where T : notnull => new(typeof(T), declaration, value => write((T)value), value => read(value));

    private static ColumnType CreateNumber<T>(Func<long, T> read) where T : notnull => new(typeof(T), Integer, WriteNumber, value => read((long)value));

    private static IEnumerable<ColumnType> CreateLists<T>() =>
    [
        For<T[]>(Text, value => JsonSerializer.Serialize(value), value => JsonSerializer.Deserialize<T[]>((string)value)!),
        For<List<T>>(Text, value => JsonSerializer.Serialize(value), value => JsonSerializer.Deserialize<List<T>>((string)value)!),
    ];

    /// <summary>Numbers compare across their types, as C# has them.</summary>
    private static object WriteNumber(object value) => value is float or double or decimal ? Convert.ToDouble(value, Invariant) : Convert.ToInt64(value, Invariant);
}
