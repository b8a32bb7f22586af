package io.awscredentials.connect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.http.sigv4.SigV4Signer;
import io.awscredentials.region.AwsHost;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tokens that RDS, Aurora, Aurora DSQL, ElastiCache, MemoryDB and MSK take in
 * place of a password. A token is a presigned URL: making one asks nobody over the
 * network. It is made with the credentials of the moment; ask for one for each new
 * connection.
 * <p>
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class IamTokens {

	private static final String SOURCE = "IamTokens";

	/** All these services accept a token for that long. */
	private static final Duration LIFETIME = Duration.ofMinutes(15);

	private final CredentialsProvider provider;

	private final Map<String, ? extends CredentialsProvider> providers;

	private final @Nullable String region;

	private final Supplier<@Nullable String> defaultRegion;

	private final InstantSource clock;

	private final InstantSource awsClock;

	private final Map<String, SigV4Signer> signers;

	/**
	 * Create a new instance.
	 * @param provider the default provider
	 * @param providers the providers by name
	 * @param region gives the region where a host does not tell its, or {@code null}
	 * @param clock the clock of this machine
	 */
	public IamTokens(CredentialsProvider provider, Map<String, ? extends CredentialsProvider> providers,
			Supplier<@Nullable String> region, InstantSource clock) {
		this(provider, providers, region, clock, clock);
	}

	/**
	 * Create a new instance that corrects the clock of this machine.
	 * @param provider the default provider
	 * @param providers the providers by name
	 * @param region gives the region where a host does not tell its, or {@code null}
	 * @param clock the clock of this machine, which expirations are told by
	 * @param awsClock the clock of AWS, as far as it is known, which tokens are dated by
	 */
	public IamTokens(CredentialsProvider provider, Map<String, ? extends CredentialsProvider> providers,
			Supplier<@Nullable String> region, InstantSource clock, InstantSource awsClock) {
		this(provider, Map.copyOf(providers), null, region, clock, awsClock, new ConcurrentHashMap<>());
	}

	private IamTokens(CredentialsProvider provider, Map<String, ? extends CredentialsProvider> providers,
			@Nullable String region, Supplier<@Nullable String> defaultRegion, InstantSource clock,
			InstantSource awsClock, Map<String, SigV4Signer> signers) {
		this.provider = provider;
		this.providers = providers;
		this.region = region;
		this.defaultRegion = defaultRegion;
		this.clock = clock;
		this.awsClock = awsClock;
		this.signers = signers;
	}

	/**
	 * Make tokens for a region, whatever the name of a host tells.
	 * @param region the region, {@code "eu-west-1"} for example
	 * @return a new instance
	 */
	public IamTokens region(String region) {
		return new IamTokens(this.provider, this.providers, region, this.defaultRegion, this.clock, this.awsClock,
				this.signers);
	}

	/**
	 * Make tokens with the credentials of a named provider.
	 * @param name the name below {@code aws.credentials.named}
	 * @return a new instance
	 * @throws CredentialsException if there is no such provider
	 */
	public IamTokens provider(String name) {
		CredentialsProvider found = this.providers.get(name);
		if (found == null) {
			throw failure("There is no provider '" + name + "' to make tokens with",
					"Use one of: " + String.join(", ", this.providers.keySet()));
		}
		return provider(found);
	}

	/**
	 * Make tokens with the credentials of a provider.
	 * @param provider the provider
	 * @return a new instance
	 */
	public IamTokens provider(CredentialsProvider provider) {
		return new IamTokens(provider, this.providers, this.region, this.defaultRegion, this.clock, this.awsClock,
				this.signers);
	}

	/**
	 * Return the provider whose credentials sign. Who may not block a thread asks it for
	 * credentials asynchronously, and then has tokens made with these.
	 * @return the provider
	 */
	public CredentialsProvider provider() {
		return this.provider;
	}

	/**
	 * Return a token for RDS, Aurora or RDS Proxy: the password of a database user that
	 * was granted {@code rds_iam} (PostgreSQL) or identified with
	 * {@code AWSAuthenticationPlugin} (MySQL, MariaDB). IAM must allow
	 * {@code rds-db:connect}.
	 * @param host the host, as RDS names it: a name of one's own is refused by RDS
	 * @param port the port
	 * @param user the database user
	 * @return the token
	 * @throws CredentialsException if there are no credentials, or the region is unknown
	 */
	public IamToken rds(String host, int port, String user) {
		return token("rds-db", regionOf(host), "https://" + host + ":" + port + "/",
				"Action=connect&DBUser=" + SigV4Signer.encode(user));
	}

	/**
	 * Return a token for Aurora DSQL, for a database role other than {@code admin}. IAM
	 * must allow {@code dsql:DbConnect}.
	 * @param host the host of the cluster
	 * @return the token
	 * @throws CredentialsException if there are no credentials, or the region is unknown
	 */
	public IamToken dsql(String host) {
		return token("dsql", regionOf(host), "https://" + host + "/", "Action=DbConnect");
	}

	/**
	 * Return a token for Aurora DSQL, for the database role {@code admin}. IAM must allow
	 * {@code dsql:DbConnectAdmin}.
	 * @param host the host of the cluster
	 * @return the token
	 * @throws CredentialsException if there are no credentials, or the region is unknown
	 */
	public IamToken dsqlAdmin(String host) {
		return token("dsql", regionOf(host), "https://" + host + "/", "Action=DbConnectAdmin");
	}

	/**
	 * Return a token for a replication group of ElastiCache. IAM must allow
	 * {@code elasticache:Connect} for the group and the user.
	 * @param replicationGroup the ID of the replication group, not its endpoint
	 * @param user the user, whose name and ID must be the same
	 * @return the token
	 * @throws CredentialsException if there are no credentials, or the region is unknown
	 */
	public IamToken elastiCache(String replicationGroup, String user) {
		return cache("elasticache", replicationGroup, "Action=connect&User=" + SigV4Signer.encode(user));
	}

	/**
	 * Return a token for a serverless cache of ElastiCache. IAM must allow
	 * {@code elasticache:Connect} for the cache and the user.
	 * @param cache the name of the cache, not its endpoint
	 * @param user the user, whose name and ID must be the same
	 * @return the token
	 * @throws CredentialsException if there are no credentials, or the region is unknown
	 */
	public IamToken elastiCacheServerless(String cache, String user) {
		return cache("elasticache", cache,
				"Action=connect&ResourceType=ServerlessCache&User=" + SigV4Signer.encode(user));
	}

	/**
	 * Return a token for MemoryDB. IAM must allow {@code memorydb:Connect} for the
	 * cluster and the user.
	 * @param cluster the name of the cluster, not its endpoint
	 * @param user the user
	 * @return the token
	 * @throws CredentialsException if there are no credentials, or the region is unknown
	 */
	public IamToken memoryDb(String cluster, String user) {
		return cache("memorydb", cluster, "Action=connect&User=" + SigV4Signer.encode(user));
	}

	private IamToken cache(String service, String name, String query) {
		return token(service, requireRegion("'" + name + "'"), "http://" + name.toLowerCase(Locale.ROOT) + "/", query);
	}

	/**
	 * Return a token for MSK with the mechanism {@code OAUTHBEARER}. IAM must allow
	 * {@code kafka-cluster:Connect}.
	 * @return the token
	 * @throws CredentialsException if there are no credentials, or the region is unknown
	 */
	public IamToken msk() {
		String region = requireRegion("MSK");
		Signed signed = sign("kafka-cluster", region, "https://kafka." + region + ".amazonaws.com/",
				"Action=kafka-cluster%3AConnect");
		// Not signed: MSK writes it into its logs.
		String url = signed.url() + "&User-Agent=credentials-spring-boot";
		return new IamToken(
				Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8)),
				signed.expiration());
	}

	private IamToken token(String service, String region, String url, String query) {
		Signed signed = sign(service, region, url, query);
		return new IamToken(signed.url().substring(signed.url().indexOf("//") + 2), signed.expiration());
	}

	private Signed sign(String service, String region, String url, String query) {
		Credentials credentials = this.provider.resolveCredentials();
		Instant expiration = this.clock.instant().plus(LIFETIME);
		if (credentials.expiration() != null && credentials.expiration().isBefore(expiration)) {
			expiration = credentials.expiration();
		}
		SigV4Signer signer = this.signers.computeIfAbsent(region + "/" + service,
				(absent) -> new SigV4Signer(region, service));
		String signed = signer.presignedUrl(credentials, this.awsClock.instant(), "GET", URI.create(url + "?" + query),
				Map.of(), SigV4Signer.EMPTY_PAYLOAD, LIFETIME);
		return new Signed(signed, expiration.truncatedTo(ChronoUnit.SECONDS));
	}

	private String regionOf(String host) {
		AwsHost aws = (this.region == null) ? AwsHost.parse(host) : null;
		return (aws != null && aws.region() != null) ? aws.region() : requireRegion("Host '" + host + "'");
	}

	private String requireRegion(String what) {
		String region = (this.region != null) ? this.region : this.defaultRegion.get();
		if (region == null) {
			throw failure(what + " does not tell its region", "Set the region, or 'aws.credentials.region'");
		}
		return region;
	}

	private static CredentialsException failure(String message, String advice) {
		return new CredentialsException(CredentialsErrorCode.SIGNING, SOURCE, message).withAdvice(advice);
	}

	/** A signed URL. Not shown: it is a token. */
	private record Signed(String url, Instant expiration) {
	}

}
