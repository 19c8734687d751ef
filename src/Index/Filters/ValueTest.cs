using System.Text;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>A test on a field's value. Text is in lower case.</summary>
internal abstract record ValueTest;

/// <summary>The value equals a text, or is the same number.</summary>
internal sealed record ValueEquals(string Text) : ValueTest;

/// <summary>The value starts with a text; an empty text matches any value.</summary>
internal sealed record ValueStartsWith(string Text) : ValueTest;

/// <summary>The value is between two bounds, one of which may be missing.</summary>
/// <param name="From">The lower bound.</param>
/// <param name="To">The upper bound.</param>
internal sealed record ValueInRange(ValueBound? From, ValueBound? To) : ValueTest
{
    /// <summary>Whether values are compared as numbers, because every bound is a number.</summary>
    public bool IsNumeric => (From ?? To)!.Number is not null && (To ?? From)!.Number is not null;

    /// <summary>Whether every bound is a year: a number that is also a date, which has four digits.</summary>
    public bool IsYears => IsNumeric && From is null or { IsDate: true } && To is null or { IsDate: true };

    /// <summary>Whether the lower bound is above the upper one.</summary>
    public bool IsBackwards
    {
        get
        {
            if (From is null || To is null) return false;
            if (IsNumeric) return From.Number > To.Number;
            return Encoding.UTF8.GetBytes(From.Text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(To.LastText)) > 0;
        }
    }
}

/// <summary>An end of a range.</summary>
/// <param name="Text">The text, in lower case.</param>
/// <param name="IsInclusive">Whether the range includes the bound itself.</param>
internal sealed record ValueBound(string Text, bool IsInclusive)
{
    /// <summary>The bound as a number, or null.</summary>
    public double? Number { get; } = FieldTable.ParseNumberOrNull(Text);

    /// <summary>Whether it is a year, month or day. <c>2024</c> then includes <c>2024-05-17</c>.</summary>
    public bool IsDate { get; } = CalendarTime.ParseIso(Text) is { Precision: <= TimePrecision.Day };

    /// <summary>The last text that belongs to the bound.</summary>
    public string LastText => IsDate ? Text + CodePointOrder.LastCodePoint : Text;
}
