namespace Inkoop.Admin.Components.Parts;

public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values);

/// <summary>What a chart shows. Kind: line or bar; form: euro (values in euro), share (0..1) or number.</summary>
public sealed record ChartData(string Title, string LabelTitle, string Kind, string Form, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series)
{
    public decimal? Norm { get; init; }
    public string NormLabel { get; init; } = "";

    public string Format(decimal? value) => value is not { } given ? Show.None : Form switch
    {
        "euro" => Show.Money((long)(given * 100)),
        "share" => Show.Share(given.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ => Show.Number(given.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    };
}
