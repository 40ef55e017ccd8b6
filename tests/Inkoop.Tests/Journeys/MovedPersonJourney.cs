using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Privacy;
using Inkoop.Tests.Admin;
using Inkoop.Tests.Dispositions;
using Inkoop.Tests.Shapes;
using Inkoop.Tests.Support;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Platform.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>By itself: it listens to every span, and others test what nobody listens to.</summary>
[CollectionDefinition(nameof(MovedPersonJourney), DisableParallelization = true)]
public sealed class MovedPersonAlone;

/// <summary>A youth moves in the middle of a stay: the money knows that it is one person, and nobody sees that it does.</summary>
[Collection(nameof(MovedPersonJourney))]
public sealed class MovedPersonJourney : IAsyncLifetime
{
    private const string Old = "0957", New = "1641", Bsn = "999900006";
    private static readonly Marshaller<byte[]> bytes = Marshallers.Create<byte[]>(value => value, value => value);
    private readonly InkoopApp app = new();
    private readonly Told told = new();

    public Task InitializeAsync()
    {
        app.KeepAllLines();
        return app.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        told.Dispose();
    }

    [Fact]
    public async Task a_stay_goes_on_after_a_move_also_in_a_folder_of_before_and_shows_to_nobody()
    {
        var (buying, allocations) = await MoveAsync();
        await OwesAsync(buying);

        var lines = await PaidAsync(buying);
        lines.ToLookup(line => line.MunicipalityCode, line => line.Key.Split('/')[1]).ShouldSatisfyAllConditions(
            names => names[Old].ShouldNotBeEmpty(), names => names[New].ShouldNotBeEmpty(), names => names[Old].Intersect(names[New]).ShouldBeEmpty());
        allocations.Select(one => one.ClientPseudonym).Distinct().Count().ShouldBe(2);

        var lookup = app.Services.GetRequiredService<PersonalData>();
        var person = lookup.Lookup("person-of-region", lookup.Lookup("client-bsn", Bsn));
        var kept = lookup.Lookup("person-of-client", person);
        foreach (var (where, shown) in await AnswersAsync(buying, allocations[0]))
            Secrets(person).Concat(Secrets(kept)).ShouldAllBe(secret => !shown.Contains(secret, StringComparison.OrdinalIgnoreCase), where);
        await PagesShowNothingAsync(person, kept);

        var sealedOnes = await SealedAsync();
        sealedOnes.Count.ShouldBe(2);
        sealedOnes.Distinct().Count().ShouldBe(2);
        await app.StopAsync();
        foreach (var line in app.Logged.Concat(told.Tags))
            Secrets(person).Concat(Secrets(kept)).Concat(sealedOnes).ShouldAllBe(secret => !line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        (await ColumnsWithAsync(Secrets(person))).ShouldBeEmpty();
        (await ColumnsWithAsync(Secrets(kept))).ShouldBe(["money.person_of_client.person"]);
        (await ColumnsWithAsync(sealedOnes)).ShouldBe(["dispositions.event.payload"]);

        // As an earlier version left it: nothing was told of persons.
        await ExecuteAsync("dispositions", "UPDATE client SET person_told = 0; DELETE FROM event WHERE type = 'PersonTold'");
        await ExecuteAsync("money", "DELETE FROM person_of_client; DELETE FROM inbox WHERE consumer = 'money-persons'; UPDATE contract_year SET touched = touched + 1");
        for (var start = 0; start < 2; start++)
        {
            await app.StartAsync();
            await OwesAsync(buying);
            await app.StopAsync();
            (await SealedAsync()).Count.ShouldBe(2, $"start {start}");
        }

        await app.StartAsync();
        var log = app.ClientOf<EventLogService.EventLogServiceClient>("money", Role.Operator);
        foreach (var projection in new[] { "money-persons", "money-care" })
        {
            var replay = await log.ReplayProjectionAsync(new ReplayProjectionRequest { Service = "money", Projection = projection });
            replay.EventsApplied.ShouldBeGreaterThan(0);
            replay.DigestAfter.ShouldBe(replay.DigestBefore, projection);
        }
        await OwesAsync(buying);
    }

    private async Task<(Buying Buying, Allocation[] Allocations)> MoveAsync()
    {
        var stay = new StayPrice
        {
            ProductId = "43A12",
            Tiers = { new StayTier { UpToDay = 90, RateEur = "316.56" }, new StayTier { UpToDay = 180, RateEur = "280.98" }, new StayTier { RateEur = "242.04" } },
        };
        var product = Buying.Make("43A12", "14", DeliveryVariant.Effort, "316.56", "43");
        product.Tariffs[0].ValidFrom = "2024-01-01";
        var old = await new Buying(app, "61000361", Old)
        {
            Funding = new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity { Stays = { stay } } },
            Change = contract =>
            {
                (contract.StartsOn, contract.EndsOn) = ("2024-01-01", "2025-12-31");
                contract.YearBudgets[0].Year = 2025;
                contract.Buyers.Clear();
                contract.Buyers.Add(new[] { Old, New }.Select(code => new Buyer { MunicipalityCode = code, ValidFrom = "2024-01-01" }));
            },
        }.SignAsync(product);
        var other = old.In(New);
        var first = await old.AllocateAsync("B-1", Bsn, 500, "43A12", "2024-10-15", "2025-02-10");
        var second = await other.AllocateAsync("B-2", Bsn, 500, "43A12", "2025-02-11", "2025-12-31");
        await AcceptedAsync(old, old.Start("S1", "1", first, new(2024, 10, 15)));
        await AcceptedAsync(old, old.Stop("S2", "1", first, new(2024, 10, 15), new(2025, 2, 10), "35"));
        await AcceptedAsync(other, other.Start("S3", "1", second, new(2025, 2, 11)));
        await AcceptedAsync(other, other.Stop("S4", "1", second, new(2025, 2, 11), new(2025, 9, 1), "31"));

        // Declared: day 120 to 137 of the person, so the second tier at once.
        var february = other.Line(second, "R1", 2, 18, 28_098) with { Period = new Inkoop.Ijw.Period(new(2025, 2, 11), new(2025, 2, 28)) };
        (await DeclaredAsync(other, february)).ShouldBe(18 * 28_098);
        return (old, [first, second]);
    }

    private static async Task<long> DeclaredAsync(Buying buying, Inkoop.Ijw.DeclarationLine line)
    {
        var head = new Inkoop.Ijw.DeclarationHead
        {
            Header = buying.Header("D1"),
            Number = "ND1",
            Period = new Inkoop.Ijw.Period(new(2025, 2, 1), new(2025, 2, 28)),
            DatedOn = new DateOnly(2026, 5, 1),
            Total = Inkoop.Ijw.SignedAmount.Of(line.Amount.Signed),
        };
        using var file = new MemoryStream();
        Inkoop.Ijw.IjwWriter.Write(file, head, [line]);
        return (await buying.JudgedAsync((await buying.SendAsync(file.ToArray())).MessageId)).AllowedCents;
    }

    private static async Task AcceptedAsync(Buying buying, byte[] file)
    {
        var judged = await buying.JudgedAsync((await buying.SendAsync(file)).MessageId);
        judged.Status.ShouldBe(MessageStatus.Accepted, string.Join(' ', Buying.Codes(judged)));
    }

    // Days 79 to 118 of the stay in 2025; then 119 to 180 and 181 to 321.
    private Task OwesAsync(Buying buying) => Eventually.GetsAsync(async () =>
    {
        var statement = await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).GetYearStatementAsync(new GetYearStatementRequest { Year = 2025 });
        return string.Join(' ', statement.Rows.Where(row => row.ContractId == buying.Contract.ContractId).OrderBy(row => row.MunicipalityCode, StringComparer.Ordinal).Select(row => $"{row.MunicipalityCode}:{row.DueCents}"));
    }, due => due == $"{Old}:1166616 {New}:5154840", TimeSpan.FromSeconds(60));

    private async Task<IReadOnlyList<PaymentLine>> PaidAsync(Buying buying)
    {
        var payments = app.Client<PaymentService.PaymentServiceClient>(Role.Finance);
        var run = (await payments.ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = "run-1", Year = 2025, Until = "2025-12-31", ContractIds = { buying.Contract.ContractId } })).Run;
        return (await payments.ListPaymentLinesAsync(new ListPaymentLinesRequest { RunId = run.RunId })).Lines;
    }

    /// <summary>What every RPC that reads answers to every role that may ask it.</summary>
    private async Task<IReadOnlyList<(string Where, string Shown)>> AnswersAsync(Buying buying, Allocation allocation)
    {
        var known = new Dictionary<string, string>
        {
            ["contract_id"] = buying.Contract.ContractId,
            ["provider_id"] = buying.ProviderId,
            ["allocation_id"] = allocation.AllocationId,
            ["disposition_id"] = allocation.DispositionId,
            ["from"] = "2025-01-01",
            ["until"] = "2025-12-31",
            ["purpose"] = "toets",
            ["quarter"] = "2025-Q2",
            ["bsn"] = Bsn,
        };
        var answers = new List<(string, string)>();
        foreach (var method in ProtoTests.Services.SelectMany(service => service.Methods).Where(method => !method.IsClientStreaming && !method.IsServerStreaming && Reads(method)))
            foreach (var role in Rpcs.RolesOf(method).Except([Role.Service]))
                foreach (var service in method.InputType.FindFieldByName("service") is null ? ["money"] : SeparateProcesses.ServiceNames)
                    if (await AskAsync(method, role, buying, Filled(method.InputType, known, service)) is { } answer)
                        answers.Add(($"{method.Name} as {role} of {service}", answer));
        answers.Select(answer => answer.Item1.Split(' ')[0]).Distinct().Count().ShouldBeGreaterThan(20);
        answers.ShouldContain(answer => answer.Item1.StartsWith("ListEvents") && answer.Item2.Contains("PersonTold"));
        answers.ShouldAllBe(answer => !answer.Item2.Contains("sealedPerson"));
        return answers;
    }

    private static bool Reads(MethodDescriptor method) => new[] { "Get", "List", "Explain", "Compare", "Share", "WhatIf" }.Any(begin => method.Name.StartsWith(begin, StringComparison.Ordinal));

    private static IMessage Filled(MessageDescriptor type, Dictionary<string, string> known, string service)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(field => !field.IsRepeated))
            if (field.FieldType == FieldType.String && (field.Name == "service" ? service : known.GetValueOrDefault(field.Name)) is { } value)
                field.Accessor.SetValue(message, value);
            else if (field.Name == "year")
                field.Accessor.SetValue(message, 2025);
            else if (field.Name == "explain")
                field.Accessor.SetValue(message, true);
        return message;
    }

    private async Task<string?> AskAsync(MethodDescriptor method, string role, Buying buying, IMessage request)
    {
        var invoker = app.Invoker("any", role, role == Role.Provider ? buying.AgbCode : "", role == Role.CouncilReader ? Old : "");
        try
        {
            var answer = await invoker.AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes), null, default, request.ToByteArray());
            return JsonFormatter.Default.Format(method.OutputType.Parser.ParseFrom(answer));
        }
        catch (RpcException)
        {
            return null;
        }
    }

    private async Task PagesShowNothingAsync(string person, string kept)
    {
        foreach (var role in new[] { Role.Finance, Role.ProcurementOfficer })
        {
            using var visitor = await new Visitor(app.Pages).SignInAsync(role);
            foreach (var path in new[] { "/logboek?dienst=dispositions", "/logboek", "/afrekeningen", "/beschikkingen", "/toewijzingen", "/export/logboek.csv?dienst=dispositions", "/export/beschikkingen.csv", "/export/toewijzingen.csv", "/export/afrekeningen.csv?jaar=2025", "/export/jaaropgave.csv?jaar=2025" })
            {
                var page = await visitor.GetAsync(path);
                Secrets(person).Concat(Secrets(kept)).Append("sealedPerson").ShouldAllBe(secret => !page.Html.Contains(secret, StringComparison.OrdinalIgnoreCase), path);
            }
        }
    }

    private static string[] Secrets(string hex) => [hex, Convert.ToBase64String(Convert.FromHexString(hex)), Convert.ToBase64String(Encoding.UTF8.GetBytes(hex))];

    private async Task<IReadOnlyList<string>> SealedAsync()
    {
        await using var connection = await OpenAsync("dispositions");
        var payloads = await connection.QueryAsync<string>("SELECT payload FROM event WHERE type = 'PersonTold'");
        return [.. payloads.Select(payload => System.Text.Json.JsonDocument.Parse(payload).RootElement.GetProperty("sealedPerson").GetString()!)];
    }

    /// <summary>Every column of every database that has one of them, readable or as bytes.</summary>
    private async Task<IReadOnlyList<string>> ColumnsWithAsync(IReadOnlyCollection<string> secrets)
    {
        var found = new List<string>();
        foreach (var service in SeparateProcesses.ServiceNames)
        {
            await using var connection = await OpenAsync(service);
            foreach (var table in await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
                foreach (var column in await connection.QueryAsync<string>("SELECT name FROM pragma_table_info(@table)", new { table }))
                    foreach (var value in await connection.QueryAsync<byte[]>($"SELECT CAST({column} AS blob) FROM {table} WHERE {column} IS NOT NULL"))
                        if (secrets.Any(secret => value.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0 || (secret.Length == 64 && value.AsSpan().IndexOf(Convert.FromHexString(secret)) >= 0)))
                            found.Add($"{service}.{table}.{column}");
        }
        return [.. found.Distinct()];
    }

    private async Task ExecuteAsync(string service, string sql)
    {
        await using var connection = await OpenAsync(service);
        await connection.ExecuteAsync(sql);
    }

    private async Task<SqliteConnection> OpenAsync(string service)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(app.Folder, service + ".db")};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Every tag of every span and measurement.</summary>
    private sealed class Told : IDisposable
    {
        private readonly ConcurrentDictionary<string, bool> tags = new();
        private readonly ActivityListener spans;
        private readonly MeterListener meters = new();

        public Told()
        {
            spans = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = span => Keep(span.TagObjects) };
            ActivitySource.AddActivityListener(spans);
            meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            meters.SetMeasurementEventCallback<long>((_, _, values, _) => Keep(values.ToArray()));
            meters.SetMeasurementEventCallback<double>((_, _, values, _) => Keep(values.ToArray()));
            meters.Start();
        }

        public IEnumerable<string> Tags => tags.Keys;

        public void Dispose()
        {
            spans.Dispose();
            meters.Dispose();
        }

        private void Keep(IEnumerable<KeyValuePair<string, object?>> values)
        {
            foreach (var (key, value) in values)
                tags[$"{key}={value}"] = true;
        }
    }
}
