using System.Text;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>What a value may be. Texts are in lower case.</summary>
internal abstract record ValueTest;

/// <summary>The value is a text, or the same number.</summary>
/// <param name="Text">The text.</param>
internal sealed record ValueEquals(string Text) : ValueTest;

/// <summary>The value begins with a text.</summary>
/// <param name="Text">The text; empty for any value.</param>
internal sealed record ValueStartsWith(string Text) : ValueTest;

/// <summary>The value lies between two bounds, of which one may be missing.</summary>
/// <param name="From">The lower bound.</param>
/// <param name="To">The upper bound.</param>
internal sealed record ValueInRange(ValueBound? From, ValueBound? To) : ValueTest
{
    /// <summary>Whether numbers are compared as numbers: where every bound is one.</summary>
    public bool IsNumeric => (From ?? To)!.Number is not null && (To ?? From)!.Number is not null;

    /// <summary>Whether every bound is a year, as a number is that has four digits.</summary>
    public bool IsYears => IsNumeric && From is null or { IsDate: true } && To is null or { IsDate: true };

    /// <summary>Whether no value can lie between.</summary>
    public bool IsBackwards => From is not null && To is not null
        && (IsNumeric ? From.Number > To.Number : Encoding.UTF8.GetBytes(From.Text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(To.LastText)) > 0);
}

/// <summary>An end of a range.</summary>
/// <param name="Text">The text, in lower case.</param>
/// <param name="IsInclusive">Whether the bound itself is within.</param>
internal sealed record ValueBound(string Text, bool IsInclusive)
{
    /// <summary>The number that the bound is, or null.</summary>
    public double? Number { get; } = FieldTable.ParseNumberOrNull(Text);

    /// <summary>Whether it is a year, month or day, so that <c>2024</c> takes in <c>2024-05-17</c>.</summary>
    public bool IsDate { get; } = CalendarTime.ParseIso(Text) is { Precision: <= TimePrecision.Day };

    /// <summary>The last text that belongs to the bound.</summary>
    public string LastText => IsDate ? Text + CodePointOrder.LastCodePoint : Text;
}
