using System.Text.RegularExpressions;
using Google.Protobuf;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Docs;

/// <summary>Whoever manages contracts sees the same money as whoever pays it, down to municipality and month, and no row of a client.</summary>
[Collection(nameof(DocumentedDemo))]
public sealed partial class NoClientRowsTests(DocumentedDemo demo)
{
    [Fact]
    public async Task a_contract_manager_meets_no_row_of_a_client_in_what_money_answers()
    {
        var contracts = (await demo.Client<ContractService.ContractServiceClient>(Role.ContractManager).ListContractsAsync(new ListContractsRequest { PageSize = 200 })).Contracts;
        var found = new List<string>();
        var (compared, seenByFinance) = (0, 0);
        foreach (var contract in contracts.Where(contract => contract.Status == ContractStatus.Signed))
        {
            var mine = await ExplainedAsync(Role.ContractManager, contract.ContractId, found);
            var theirs = await ExplainedAsync(Role.Finance, contract.ContractId, []);
            mine.AmountCents.ShouldBe(theirs.AmountCents, contract.Number);
            compared += mine.ChildCount;
            var lines = await LinesAsync(Role.ContractManager, contract.ContractId);
            var all = await LinesAsync(Role.Finance, contract.ContractId);
            lines.Sum(line => line.Cents).ShouldBe(all.Sum(line => line.Cents), contract.Number);
            found.AddRange(lines.Where(line => OfClient().IsMatch(line.Key)).Select(line => line.Key));
            seenByFinance += all.Count(line => OfClient().IsMatch(line.Key));
        }

        var disputes = await demo.Client<PaymentService.PaymentServiceClient>(Role.ContractManager).ListDisputesAsync(new ListDisputesRequest());
        found.AddRange(disputes.Disputes.Where(dispute => OfClient().IsMatch(dispute.Key)).Select(dispute => dispute.Key));
        found.ShouldBeEmpty();
        compared.ShouldBeGreaterThan(0);
        seenByFinance.ShouldBeGreaterThan(0);
    }

    private async Task<Explanation> ExplainedAsync(string role, string contractId, List<string> found)
    {
        var client = demo.Client<SettlementService.SettlementServiceClient>(role);
        var request = new ExplainSettlementRequest { ContractId = contractId, From = "2025-01-01", Until = "2025-12-31", PageSize = 200 };
        var root = (await client.ExplainSettlementAsync(request)).Node;
        if (role != Role.ContractManager)
            return root;
        // Of every node the first child, to the bottom: the kinds of nodes are the same beside each other.
        var waiting = new Stack<int[]>(Enumerable.Range(0, Math.Min(root.Children.Count, 10)).Select(i => new[] { i }));
        while (waiting.TryPop(out var path))
        {
            var node = (await client.ExplainSettlementAsync(new ExplainSettlementRequest(request) { Path = { path } })).Node;
            if (OfClient().IsMatch(JsonFormatter.Default.Format(node)))
                found.Add($"{contractId}: {node.Title}");
            if (node.Children.Count > 0)
                waiting.Push([.. path, 0]);
        }

        var settled = (await client.GetSettlementAsync(new GetSettlementRequest { ContractId = contractId, From = request.From, Until = request.Until })).Settlement;
        found.AddRange(settled.Lots.SelectMany(lot => lot.Findings).Where(finding => finding.EventId.Length > 0).Select(finding => finding.Subject));
        return root;
    }

    private async Task<List<PaymentLine>> LinesAsync(string role, string contractId)
    {
        var client = demo.Client<PaymentService.PaymentServiceClient>(role);
        var lines = new List<PaymentLine>();
        for (var token = ""; ;)
        {
            var reply = await client.ListPaymentLinesAsync(new ListPaymentLinesRequest { ContractId = contractId, PageSize = 1_000, PageToken = token });
            lines.AddRange(reply.Lines);
            if (reply.NextPageToken.Length == 0)
            {
                lines.Count.ShouldBe((int)reply.TotalCount);
                return lines;
            }

            token = reply.NextPageToken;
        }
    }

    [GeneratedRegex("(?:line|stay|measure|trajectory)/|Prestatie |Verblijf |Maatregel |Traject ")]
    private static partial Regex OfClient();
}
