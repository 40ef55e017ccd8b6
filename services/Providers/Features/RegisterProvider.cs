using System.Globalization;
using Grpc.Core;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Providers;

// A procurement officer enters a provider in the register; its KvK number and its AGB code, when it has one, belong to one provider only.
public sealed partial class ProviderRpc
{
    public override Task<RegisterProviderReply> RegisterProvider(RegisterProviderRequest request, ServerCallContext context) =>
        database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var provider = ProviderCheck.Read(request, Guid.CreateVersion7(work.Now), DutchDay.Of(work.Now), check);
            var locations = ProviderCheck.ReadLocations(request, provider.ProviderId, check);
            check.That(await work.ScalarAsync<long>(CountWithKvkNumber, new { kvkNumber = provider.KvkNumber }) == 0,
                "kvk_number", "kvk_number_taken", "Dit KvK-nummer staat al bij een andere aanbieder.");
            if (provider.AgbCode is not null)
                check.That(await work.ScalarAsync<long>(CountWithAgbCode, new { agbCode = provider.AgbCode }) == 0,
                    "agb_code", "agb_code_taken", "Deze AGB-code staat al bij een andere aanbieder.");
            check.ThrowIfAny();

            await work.InsertManyAsync("provider", [provider]);
            await work.InsertManyAsync("provider_location", locations);
            work.Emit($"provider/{provider.ProviderId}", provider.Version, new ProviderRegistered
            {
                ProviderId = provider.ProviderId,
                Version = provider.Version,
                Name = provider.Name,
                KvkNumber = provider.KvkNumber,
                AgbCode = provider.AgbCode,
            });
            return new RegisterProviderReply { Provider = ToWire(provider, locations) };
        });

    internal static Provider ToWire(ProviderRow provider, IEnumerable<LocationRow> locations)
    {
        var wire = new Provider
        {
            ProviderId = provider.ProviderId.ToString(),
            Version = provider.Version,
            Name = provider.Name,
            KvkNumber = provider.KvkNumber,
            AgbCode = provider.AgbCode ?? "",
            Email = provider.Email,
            Phone = provider.Phone,
            RegisteredOn = provider.RegisteredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        wire.Locations.AddRange(locations.Select(location => new Location
        {
            Name = location.Name,
            Street = location.Street,
            PostalCode = location.PostalCode,
            City = location.City,
            MunicipalityCode = location.MunicipalityCode,
        }));
        return wire;
    }

    private const string CountWithKvkNumber = "SELECT COUNT(*) FROM provider WHERE kvk_number = @kvkNumber";

    private const string CountWithAgbCode = "SELECT COUNT(*) FROM provider WHERE agb_code = @agbCode";
}
