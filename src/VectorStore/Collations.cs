using System.Globalization;
using SearchEngine.Index.Catalog;

namespace SearchEngine.VectorStore;

/// <summary>Compares values that lie in the database as texts by what they mean: 8.50 is 8.5, and a moment is the same in every time zone.</summary>
internal static class Collations
{
    public const string Decimal = "DECIMAL_VALUE", DateTime = "DATETIME_VALUE", Instant = "INSTANT_VALUE";

    public static void Register(CatalogConnection connection)
    {
        connection.RegisterCollation(Decimal, static (one, other) => decimal.Compare(decimal.Parse(one, CultureInfo.InvariantCulture), decimal.Parse(other, CultureInfo.InvariantCulture)));
        connection.RegisterCollation(DateTime, static (one, other) => ParseDateTime(one).CompareTo(ParseDateTime(other)));
        connection.RegisterCollation(Instant, static (one, other) => ParseInstant(one).CompareTo(ParseInstant(other)));
    }

    public static DateTime ParseDateTime(string text) => System.DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static DateTimeOffset ParseInstant(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
