using Inkoop.Bench;

return args switch
{
    ["settlement", .. var rest] => await SettlementBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Inkoop.Bench COMMAND
          settlement [LINES]   a region-year settled from the ledger beside reading and summing the same rows; 1,000,000 LINES by default
        """);
    return 2;
}
