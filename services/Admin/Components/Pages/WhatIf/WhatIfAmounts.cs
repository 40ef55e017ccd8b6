using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.WhatIf;

/// <summary>The amounts of a what-if in cents, and none where a scenario cannot be settled: what is not known is neither nothing nor a saving.</summary>
public static class WhatIfAmounts
{
    public static bool IsKnown(WhatIfReply reply, int column) => !reply.Outcomes[column].WithoutAmount;

    public static long? Total(WhatIfReply reply, int column) => IsKnown(reply, column) ? reply.Outcomes[column].TotalCents : null;

    /// <summary>With the terms as they are; none when either of both has no amount.</summary>
    public static long? Difference(WhatIfReply reply, int column) => IsKnown(reply, 0) ? Total(reply, column) - reply.Outcomes[0].TotalCents : null;

    public static long? Of(WhatIfReply reply, WhatIfCell cell, int column) => IsKnown(reply, column) ? cell.Cents[column] : null;

    public static long? DifferenceOf(WhatIfReply reply, WhatIfCell cell, int column) => IsKnown(reply, 0) ? Of(reply, cell, column) - cell.Cents[0] : null;
}
