using System.Globalization;
using SearchEngine.Index.Catalog;

namespace SearchEngine.VectorStore;

/// <summary>
/// Collations for values stored as text that compare by value: 8.50 equals 8.5, and the same instant is equal in every time zone.
/// </summary>
internal static class Collations
{
    public const string Decimal = "DECIMAL_VALUE", DateTime = "DATETIME_VALUE", Instant = "INSTANT_VALUE";

    public static void Register(CatalogConnection connection)
    {
        connection.RegisterCollation(Decimal, static (one, other) => decimal.Compare(ParseDecimal(one), ParseDecimal(other)));
        connection.RegisterCollation(DateTime, static (one, other) => ParseDateTime(one).CompareTo(ParseDateTime(other)));
        connection.RegisterCollation(Instant, static (one, other) => ParseInstant(one).CompareTo(ParseInstant(other)));
    }

    public static decimal ParseDecimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    public static DateTime ParseDateTime(string text) =>
        System.DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static DateTimeOffset ParseInstant(string text) =>
        DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
