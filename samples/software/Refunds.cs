namespace HearthAndRye.Crumb;

/// <summary>What went wrong with an order, as the customer picked it on the order page.</summary>
public enum Complaint { Burnt, Stale, Wrong, Missing, Crushed, Late, NotToMyTaste }

/// <summary>One item that the customer wants to have paid back.</summary>
public sealed record ClaimedItem(string Product, int Quantity, decimal UnitPrice, Complaint Complaint);

/// <summary>Who has to say yes before money moves.</summary>
public enum Approval { AnyMember, CustomerRole, CustomerAndMoneyRoles }

/// <summary>How much goes back, in what form, and who approves it.</summary>
public sealed record Refund(decimal Amount, bool AsVoucher, Approval Approval);

/// <summary>Turns a claim into a refund by the rules of the handbook's page on refunds.</summary>
public static class RefundRules
{
    private const int DaysToClaim = 14;
    private const decimal AnyMemberLimit = 40m;
    private const decimal CustomerRoleLimit = 250m;
    private const decimal VoucherBonus = 1.10m;

    /// <summary>Whether the claim comes in time: 14 days, the day of delivery not counted.</summary>
    public static bool IsInTime(DateOnly delivered, DateOnly claimed) =>
        claimed.DayNumber - delivered.DayNumber <= DaysToClaim;

    /// <summary>
    /// Adds up the items, and the delivery fee when anything but taste was wrong. A voucher is worth a tenth more.
    /// </summary>
    public static Refund Decide(IReadOnlyCollection<ClaimedItem> items, decimal deliveryFee, bool asVoucher)
    {
        if (items.Count == 0) throw new ArgumentException("A claim names at least one item.", nameof(items));

        decimal amount = items.Sum(item => item.Quantity * item.UnitPrice);
        if (items.Any(item => item.Complaint != Complaint.NotToMyTaste)) amount += deliveryFee;
        Approval approval = ApprovalFor(amount);

        // The bonus is ours to give, so it does not push a claim over a limit.
        if (asVoucher) amount = Math.Round(amount * VoucherBonus, 2, MidpointRounding.AwayFromZero);
        return new Refund(amount, asVoucher, approval);
    }

    private static Approval ApprovalFor(decimal amount) => amount switch
    {
        <= AnyMemberLimit => Approval.AnyMember,
        <= CustomerRoleLimit => Approval.CustomerRole,
        _ => Approval.CustomerAndMoneyRoles,
    };
}
