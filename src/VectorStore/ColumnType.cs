using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchEngine.VectorStore;

/// <summary>The mapping of a .NET type to a SQLite column.</summary>
/// <param name="Type">The .NET type, never a nullable one.</param>
/// <param name="Declaration">The column's type, with a collation if the stored text does not compare like the values.</param>
/// <param name="Write">Converts a value to one that SQLite stores: long, double or string.</param>
/// <param name="Read">Converts a stored value back.</param>
internal sealed record ColumnType(Type Type, string Declaration, Func<object, object> Write, Func<object, object> Read)
{
    /// <summary>How NaN is stored in a column of numbers: SQLite has no NaN and would store null.</summary>
    public const string NotANumber = "NaN";

    /// <summary>The declaration of columns that may have <see cref="NotANumber"/>.</summary>
    public const string RealDeclaration = "REAL";

    private const string Integer = "INTEGER", Text = "TEXT";

    private static readonly JsonSerializerOptions ListOptions = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly Dictionary<Type, ColumnType> Registry = ((ColumnType[])
    [
        Create<string>(Text, RequireValid, value => (string)value),
        Create<bool>(Integer, value => value ? 1L : 0L, value => (long)value != 0),
        CreateInteger<byte>(value => (byte)value),
        CreateInteger<short>(value => (short)value),
        CreateInteger<int>(value => (int)value),
        CreateInteger<long>(value => value),
        new(typeof(float), RealDeclaration, WriteNumber, value => (float)Convert.ToDouble(value, Invariant)),
        new(typeof(double), RealDeclaration, WriteNumber, value => Convert.ToDouble(value, Invariant)),
        Create<decimal>(
            $"{Text} COLLATE {Collations.Decimal}",
            value => value.ToString(Invariant),
            value => Collations.ParseDecimal((string)value)),
        Create<Guid>(Text, value => value.ToString("D"), value => Guid.Parse((string)value)),
        Create<DateTime>(
            $"{Text} COLLATE {Collations.DateTime}",
            value => value.ToString("O", Invariant),
            value => Collations.ParseDateTime((string)value)),
        Create<DateTimeOffset>(
            $"{Text} COLLATE {Collations.Instant}",
            value => value.ToString("O", Invariant),
            value => Collations.ParseInstant((string)value)),
        Create<DateOnly>(Text, value => value.ToString("O", Invariant), value => DateOnly.ParseExact((string)value, "O", Invariant)),
        Create<TimeOnly>(Text, value => value.ToString("O", Invariant), value => TimeOnly.ParseExact((string)value, "O", Invariant)),
        .. CreateLists<string>(),
        .. CreateLists<bool>(),
        .. CreateLists<int>(),
        .. CreateLists<long>(),
        .. CreateLists<double>(),
    ]).ToDictionary(column => column.Type);

    /// <summary>The supported types of data properties, as a message lists them.</summary>
    public static string Supported { get; } =
        "string, bool, byte, short, int, long, float, double, decimal, Guid, DateTime, DateTimeOffset, DateOnly, TimeOnly, and arrays and "
        + "lists of string, bool, int, long or double";

    /// <summary>The supported types of keys.</summary>
    public static IReadOnlyList<Type> KeyTypes { get; } = [typeof(string), typeof(int), typeof(long), typeof(Guid)];

    /// <summary>Returns the mapping of a type; null if the type is not supported.</summary>
    public static ColumnType? Find(Type type) => Registry.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>Returns the mapping of a type.</summary>
    /// <exception cref="NotSupportedException">The type is not supported.</exception>
    public static ColumnType For(Type type) => Find(type)
        ?? throw new NotSupportedException($"Values of type {type.Name} cannot be stored. Supported types are {Supported}.");

    private static ColumnType Create<T>(string declaration, Func<T, object> write, Func<object, T> read) where T : notnull =>
        new(typeof(T), declaration, value => write((T)value), value => read(value));

    private static ColumnType CreateInteger<T>(Func<long, T> read) where T : notnull =>
        new(typeof(T), Integer, WriteNumber, value => read((long)value));

    private static IEnumerable<ColumnType> CreateLists<T>() =>
    [
        Create<T[]>(Text, WriteList, value => JsonSerializer.Deserialize<T[]>((string)value, ListOptions)!),
        Create<List<T>>(Text, WriteList, value => JsonSerializer.Deserialize<List<T>>((string)value, ListOptions)!),
    ];

    private static string WriteList<T>(IReadOnlyList<T> list)
    {
        foreach (string text in list.OfType<string>()) RequireValid(text);
        return JsonSerializer.Serialize(list, ListOptions);
    }

    /// <summary>Converts any number, because a filter may compare numbers of different types, as C# does.</summary>
    private static object WriteNumber(object value)
    {
        // Not one conditional expression: its type would be double, which cannot represent every long.
        if (value is not (float or double or decimal)) return Convert.ToInt64(value, Invariant);
        double number = Convert.ToDouble(value, Invariant);
        return double.IsNaN(number) ? NotANumber : number;
    }

    /// <summary>
    /// Returns the text, which SQLite stores as UTF-8. Half of a surrogate pair would be replaced, so that two keys become one.
    /// </summary>
    private static string RequireValid(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i))
                throw new ArgumentException($"The text has half of a surrogate pair at character {i}, which cannot be stored. Remove it.");
            i++;
        }
        return text;
    }
}
