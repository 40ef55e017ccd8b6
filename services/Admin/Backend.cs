using Grpc.Core;
using Grpc.Core.Interceptors;
using Inkoop.Admin.Identity;
using Inkoop.Platform.Addresses;
using Inkoop.Platform.Hosting;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Platform.V1;
using Inkoop.Wire.Providers.V1;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Admin;

/// <summary>
/// The services as the signed-in user may use them: every call carries the user's own token, so the services decide.
/// </summary>
public sealed class Backend(ServiceChannels channels, Session session)
{
    public ProviderService.ProviderServiceClient Providers => new(To("providers"));
    public ReferenceService.ReferenceServiceClient Reference => new(To("providers"));
    public ContractService.ContractServiceClient Contracts => new(To("contracts"));
    public SettlementService.SettlementServiceClient Settlements => new(To("money"));
    public FactService.FactServiceClient Facts => new(To("money"));
    public PaymentService.PaymentServiceClient Payments => new(To("money"));
    public DispositionService.DispositionServiceClient Dispositions => new(To("dispositions"));
    public MessageService.MessageServiceClient Messages => new(To("dispositions"));
    public IndicatorService.IndicatorServiceClient Indicators => new(To("indicators"));
    public ReviewService.ReviewServiceClient Reviews => new(To("reviews"));

    /// <summary>The log of one service: providers, contracts, money, dispositions, indicators or reviews.</summary>
    public EventLogService.EventLogServiceClient Log(string service) => new(To(service));

    private CallInvoker To(string service) => channels.To(service).Intercept(metadata =>
    {
        if (session.Token is { Length: > 0 } token)
            metadata.Add("authorization", "Bearer " + token);
        return metadata;
    });
}
