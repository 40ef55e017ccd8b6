using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// What is due by a day and was not paid yet, put down line by line for another person to approve. Settling is done before the transaction, contract by contract.
public sealed partial class PaymentRpc
{
    private const int MostContracts = 2_000;
    private const int MostLines = 2_000_000;
    // Advances are prepared before the month that they are due in.
    private const int MostDaysAhead = 31;

    public override async Task<PaymentRunReply> ProposePaymentRun(ProposePaymentRunRequest request, ServerCallContext context)
    {
        var person = Caller.Of(context).Person;
        RunDecisions.MustBeKnown(person);
        var asOf = clock.GetUtcNow();
        var until = ReadProposal(request, asOf, out var named);
        var runId = Guid.CreateVersion7(asOf);
        await arrivals.WaitAsync(asOf, context.CancellationToken);
        var proposal = await CollectAsync(runId, request.Year, until, asOf, named, context.CancellationToken);

        var reply = await database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            // Only here: an answer that was given before stands, whatever is open by now.
            if (proposal.Lines.Count > MostLines) throw new Refused("run_too_large", "Dit zijn meer dan 2.000.000 regels. Kies minder contracten of een eerdere dag.");
            if (proposal.Lines.TrueForAll(line => line.Cents == 0))
                throw new Refused("nothing_to_pay", NothingToPay(proposal.Omissions));

            var run = new RunRow
            {
                RunId = runId,
                Version = 1,
                Year = request.Year,
                UntilOn = until,
                AsOf = asOf,
                Status = RunDecisions.Proposed,
                IsSelection = named.Count > 0,
                TotalCents = proposal.Lines.Sum(line => line.Cents),
                LineCount = proposal.Lines.Count,
                DisputedCents = proposal.Contracts.Sum(contract => contract.DisputedCents),
                ProposedBy = person,
                ProposedAt = work.Now,
            };
            await work.InsertManyAsync("payment_run", [run]);
            await work.InsertManyAsync("payment_run_contract", proposal.Contracts);
            await work.InsertManyAsync("payment_run_omission", proposal.Omissions);
            foreach (var lines in proposal.Lines.Chunk(1_000)) await work.InsertManyAsync("payment_line", lines);
            var municipalities = proposal.Lines.GroupBy(line => line.MunicipalityCode).Select(same => new MunicipalityPayment { MunicipalityCode = same.Key, Cents = same.Sum(line => line.Cents) });
            work.Emit($"payment_run/{runId}", run.Version, new PaymentRunProposed
            {
                RunId = runId,
                Version = run.Version,
                Year = run.Year,
                Until = until,
                TotalCents = run.TotalCents,
                LineCount = run.LineCount,
                Municipalities = [.. municipalities],
            });
            return new PaymentRunReply { Run = await RunWire.ReadAsync(work.Connection, run, null, work.Transaction) };
        });
        if (reply.Run.RunId == runId.ToString()) // not an answer that was given before
            Counters.PaymentLines.Add(proposal.Lines.Count);
        return reply;
    }

    // Nothing is kept of it, so what was left out is said here.
    private static string NothingToPay(IReadOnlyList<RunOmissionRow> omissions)
    {
        if (omissions.Count == 0) return "Er is niets te betalen.";
        const int named = 5;
        var lots = omissions.Take(named).Select(lot => $"{lot.ContractNumber}, perceel {lot.LotId}: {lot.Text}");
        var rest = omissions.Count > named ? $" En nog {omissions.Count - named} percelen." : "";
        return $"Er is niets te betalen. Niet af te rekenen: {string.Join(" ", lots)}{rest}";
    }

    private static DateOnly ReadProposal(ProposePaymentRunRequest request, DateTimeOffset asOf, out List<Guid> named)
    {
        var check = new Check();
        check.Text(request.RequestId, "request_id", 1, 100);
        check.That(request.Year is >= 2015 and <= 2200, "year", "out_of_range", "Kies een jaar vanaf 2015.");
        var until = check.Date(request.Until, "until");
        check.That(until == default || until.Year == request.Year, "until", "not_in_year", "Deze dag ligt niet in het jaar.");
        check.That(until <= DutchDay.Of(asOf).AddDays(MostDaysAhead), "until", "in_the_future", $"Hoogstens {MostDaysAhead} dagen vooruit.");
        check.That(request.ContractIds.Count <= MostContracts, "contract_ids", "too_many", "Hoogstens 2.000 contracten; laat leeg voor alle.");
        named = [];
        for (var i = 0; i < Math.Min(request.ContractIds.Count, MostContracts); i++)
        {
            var id = check.Id(request.ContractIds[i], $"contract_ids[{i}]");
            check.That(id == Guid.Empty || !named.Contains(id), $"contract_ids[{i}]", "duplicate", "Dit contract staat er al in.");
            named.Add(id);
        }
        check.ThrowIfAny();
        return until;
    }

    private async Task<Proposal> CollectAsync(Guid runId, int year, DateOnly until, DateTimeOffset asOf, List<Guid> named, CancellationToken cancellationToken)
    {
        var contracts = await database.ReadAsync(connection => PaymentStore.ContractsAsync(connection, year), cancellationToken);
        if (named.Count > 0)
        {
            var known = contracts.ToDictionary(contract => contract.ContractId);
            var check = new Check();
            for (var i = 0; i < named.Count; i++) check.That(known.ContainsKey(named[i]), $"contract_ids[{i}]", "contract_unknown", "Er is in dit jaar geen ondertekend contract met dit kenmerk.");
            check.ThrowIfAny();
            contracts = [.. contracts.Where(contract => named.Contains(contract.ContractId))];
        }

        var proposal = new Proposal();
        // What has not begun owes nothing yet. Contracts know nothing of each other: as many at a time as there are processors, and put down in their order.
        foreach (var some in contracts.Where(contract => contract.StartsOn <= until).Chunk(Environment.ProcessorCount))
        {
            if (proposal.Lines.Count > MostLines) break;
            var dues = await Task.WhenAll(some.Select(contract => Task.Run(() => DueAsync(contract, year, until, asOf, cancellationToken), cancellationToken)));
            foreach (var (contract, (due, lines)) in some.Zip(dues))
                if (due is not null) proposal.Add(runId, year, contract, due, lines);
        }
        proposal.Number(contracts);
        return proposal;
    }

    /// <summary>Null: signed while this run was being made; the next one takes it along.</summary>
    private async Task<(ContractDue? Due, IReadOnlyList<RunLine> Lines)> DueAsync(
        PayableContract contract, int year, DateOnly until, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        try
        {
            var due = await database.ReadAsync(
                connection => PaymentStore.DueAsync(connection, contract.ContractId, year, until, asOf, DateTimeOffset.MaxValue), cancellationToken);
            return (due, due.Lines());
        }
        catch (Refused reason) when (reason.Code == "contract_not_signed")
        {
            return (null, []);
        }
    }

    /// <summary>The rows of a run, while they are gathered.</summary>
    private sealed class Proposal
    {
        public List<RunContractRow> Contracts { get; } = [];
        public List<RunOmissionRow> Omissions { get; } = [];
        public List<RunLineRow> Lines { get; private set; } = [];

        public void Add(Guid runId, int year, PayableContract contract, ContractDue due, IReadOnlyList<RunLine> lines)
        {
            Contracts.Add(new RunContractRow
            {
                RunId = runId,
                ContractId = contract.ContractId,
                ContractNumber = contract.Number,
                ProviderId = contract.ProviderId,
                UntilOn = due.Until,
                LineCount = lines.Count,
                PaymentCount = due.PaymentCount,
                AdvancedCents = due.AdvancedCents,
                ContractVersion = due.Contract.Version,
                DisputedCents = due.Holds.Sum(hold => hold.Cents),
            });
            Omissions.AddRange(due.LeftOut.Select(lot => new RunOmissionRow
            {
                RunId = runId,
                ContractId = contract.ContractId,
                LotId = lot.LotId,
                ContractNumber = contract.Number,
                Code = lot.Code,
                Text = lot.Text.Length > 1_000 ? lot.Text[..1_000] : lot.Text,
            }));
            Lines.AddRange(lines.Select(line => new RunLineRow
            {
                RunId = runId,
                ContractId = contract.ContractId,
                Year = year,
                LotId = line.LotId,
                ProviderId = line.ProviderCode,
                MunicipalityCode = line.MunicipalityCode,
                PaymentKey = line.Key,
                SettledCents = line.SettledCents,
                BeforeCents = line.BeforeCents,
                DisputedCents = line.DisputedCents,
                Cents = line.Cents,
                IsDifference = line.IsDifference,
            }));
        }

        /// <summary>The order of the payment file: municipality, provider, contract, lot, key.</summary>
        public void Number(IReadOnlyList<PayableContract> contracts)
        {
            var place = contracts.Select((contract, i) => (contract.ContractId, i)).ToDictionary(one => one.ContractId, one => one.i);
            Lines =
            [
                .. Lines.OrderBy(line => line.MunicipalityCode, StringComparer.Ordinal)
                    .ThenBy(line => line.ProviderId, StringComparer.Ordinal)
                    .ThenBy(line => place[line.ContractId])
                    .ThenBy(line => line.LotId, StringComparer.Ordinal)
                    .ThenBy(line => line.PaymentKey, StringComparer.Ordinal)
                    .Select((line, i) => line with { LineNumber = i + 1 }),
            ];
        }
    }
}
