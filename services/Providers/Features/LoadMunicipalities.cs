using Grpc.Core;
using Inkoop.Platform.Rpc;
using Inkoop.Providers.Reference;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Providers;

// Takes in a list of municipalities that holds from one day: what differs supersedes, what is the same stays, what is absent is left alone.
public sealed partial class ReferenceRpc
{
    private const int MostRows = 2_000;

    public override async Task<LoadMunicipalitiesReply> LoadMunicipalities(IAsyncStreamReader<LoadMunicipalitiesRequest> requestStream, ServerCallContext context)
    {
        var whole = new LoadMunicipalitiesRequest();
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            // request_id and valid_from stand in the first message only; merging keeps them.
            whole.MergeFrom(requestStream.Current);
            if (whole.Municipalities.Count > MostRows)
                throw new Invalid("municipalities", "too_many", "Hoogstens 2.000 gemeenten in één keer.");
        }
        return await database.ChangeAsync(whole, whole.RequestId, context, async work =>
        {
            var check = new Check();
            var from = check.Date(whole.ValidFrom, "valid_from");
            var facts = ReadRows(whole, check);
            check.ThrowIfAny();
            var counts = await MunicipalityStore.RecordAsync(work, facts, from);
            return new LoadMunicipalitiesReply { AddedCount = counts.Added, ChangedCount = counts.Changed, UnchangedCount = counts.Unchanged };
        });
    }

    public static IReadOnlyList<MunicipalityFacts> ReadRows(LoadMunicipalitiesRequest request, Check check)
    {
        check.That(request.Municipalities.Count > 0, "municipalities", "required", "Er staat geen gemeente in de lijst.");
        var seen = new HashSet<string>();
        var facts = new List<MunicipalityFacts>(request.Municipalities.Count);
        for (var i = 0; i < request.Municipalities.Count; i++)
        {
            var row = request.Municipalities[i];
            var at = $"municipalities[{i}]";
            var code = row.Code.Trim();
            check.That(ProviderCheck.FourDigits().IsMatch(code), $"{at}.code", "municipality_code_invalid", "Een gemeentecode bestaat uit 4 cijfers.");
            check.That(seen.Add(code), $"{at}.code", "duplicate", "Deze gemeente staat al eerder in de lijst.");
            facts.Add(new MunicipalityFacts(code,
                check.Text(row.Name, $"{at}.name", 1, 100),
                check.Text(row.Province, $"{at}.province", 1, 50),
                check.Text(row.Region, $"{at}.region", 1, 100)));
        }
        return facts;
    }
}
