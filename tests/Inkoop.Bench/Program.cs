using Inkoop.Bench;

return args switch
{
    ["settlement", .. var rest] => await SettlementBench.RunAsync(rest),
    ["region", .. var rest] => await RegionBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Inkoop.Bench COMMAND
          settlement [LINES]   a region-year settled from the ledger beside reading and summing the same rows; 1,000,000 LINES by default
          region [LINES ...]   pages, a payment run, a review pack and one more line on a region of so many lines beside their floors; 10,000 100,000 1,000,000 by default
        """);
    return 2;
}
