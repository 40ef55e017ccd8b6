using Inkoop.Bench;

return args switch
{
    ["grpc", .. var rest] => await GrpcBench.RunAsync(rest),
    ["grpc-server"] => await GrpcBenchServer.RunAsync(),
    ["settlement", .. var rest] => await SettlementBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Inkoop.Bench COMMAND
          grpc [SECONDS]   calls through the gRPC runtime beside raw HTTP/2 with the same bytes; SECONDS per cell, 0.7 by default
          settlement [LINES]   a region-year settled from the ledger beside reading and summing the same rows; 1,000,000 LINES by default
        """);
    return 2;
}
