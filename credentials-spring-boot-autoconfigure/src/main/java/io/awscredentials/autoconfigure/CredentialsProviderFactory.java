package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.basic.ProvidedCredentialsSource;
import io.awscredentials.source.chain.ChainCredentialsSource;
import io.awscredentials.source.chain.ChainCredentialsSource.Link;
import io.awscredentials.source.chain.NotConfiguredCredentialsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Creates providers as their descriptions say.
 */
final class CredentialsProviderFactory {

	static final String DEFAULT_PROVIDER = "refreshingCredentialsProvider";

	private final Descriptions descriptions;

	private final BeanFactory beanFactory;

	private final RefreshScheduler scheduler;

	private final SharedAwsFiles files;

	private final RefreshListener listener;

	private final Map<SourceKind, SourceFactory> factories = new EnumMap<>(SourceKind.class);

	private final Map<WrapperKind, SourceWrapper> wrappers = new EnumMap<>(WrapperKind.class);

	CredentialsProviderFactory(Descriptions descriptions, BeanFactory beanFactory, RefreshScheduler scheduler,
			SharedAwsFiles files, RefreshListener listener, List<SourceFactory> factories,
			List<SourceWrapper> wrappers) {
		this.descriptions = descriptions;
		this.beanFactory = beanFactory;
		this.scheduler = scheduler;
		this.files = files;
		this.listener = listener;
		factories.forEach((factory) -> this.factories.put(factory.kind(), factory));
		wrappers.forEach((wrapper) -> this.wrappers.put(wrapper.kind(), wrapper));
	}

	/**
	 * Return the name of the bean that is the provider of a name.
	 * @param name the name of the provider
	 * @return the bean name
	 */
	static String beanName(String name) {
		return (name.equals(Description.DEFAULT)) ? DEFAULT_PROVIDER : name + "CredentialsProvider";
	}

	/**
	 * Create the provider of a name.
	 * @param name the name of the provider
	 * @return the provider
	 */
	RefreshingCredentialsProvider create(String name) {
		this.descriptions.checkSources(name);
		RefreshingCredentialsProvider earlier = earlier(name);
		if (earlier != null) {
			return earlier;
		}
		Description description = this.descriptions.get(name);
		return new RefreshingCredentialsProvider(name, source(description, WrapperKind.values().length),
				description.refreshPolicy(), this.scheduler, this.listener);
	}

	/**
	 * Return the provider that retrieved the credentials with which configuration was
	 * loaded, if it is what this factory would create.
	 */
	private @Nullable RefreshingCredentialsProvider earlier(String name) {
		BootstrapCredentials bootstrap = this.beanFactory.getBeanProvider(BootstrapCredentials.class).getIfAvailable();
		return (bootstrap != null && this.beanFactory instanceof ConfigurableListableBeanFactory beans)
				? bootstrap.takeOver(name, this.descriptions, beans, this.listener) : null;
	}

	/**
	 * Return the source of the default provider that a wrapper wraps.
	 * @param wrapper the kind of the wrapper
	 * @return the source
	 */
	CredentialsSource inside(WrapperKind wrapper) {
		return source(this.descriptions.top(), wrapper.ordinal());
	}

	private CredentialsSource source(Description description, int wrapperCount) {
		if (wrapperCount == 0) {
			return leaf(description);
		}
		WrapperKind kind = WrapperKind.values()[wrapperCount - 1];
		if (description.isDefault() && this.beanFactory.containsBean(kind.beanName())) {
			return this.beanFactory.getBean(kind.beanName(), CredentialsSource.class);
		}
		CredentialsSource inner = source(description, wrapperCount - 1);
		SourceWrapper wrapper = this.wrappers.get(kind);
		return (!description.isDefault() && wrapper != null && description.configured(kind))
				? wrapper.wrap(description, inner) : inner;
	}

	private CredentialsSource leaf(Description description) {
		String other = description.properties().source();
		List<SourceKind> kinds = kinds(description);
		if (other != null) {
			if (!kinds.isEmpty()) {
				throw description.invalid("source", "is set, but so is the source '" + kinds.get(0).id() + "'",
						"Set only one of them");
			}
			return provided(other);
		}
		if (kinds.isEmpty()) {
			kinds = SourceKind.defaultChain(this.files.profileNamedByEnvironment());
		}
		if (kinds.size() == 1) {
			return link(description, kinds.get(0));
		}
		return new ChainCredentialsSource(
				kinds.stream().map((kind) -> new Link(kind.id(), link(description, kind))).toList());
	}

	/**
	 * Return the kinds of a description; sources that the application defines as beans
	 * count as configured for the default provider.
	 */
	private List<SourceKind> kinds(Description description) {
		List<SourceKind> kinds = description.kinds();
		if (!description.isDefault() || description.properties().chain() != null) {
			return kinds;
		}
		List<SourceKind> all = new ArrayList<>(Arrays.asList(SourceKind.values()));
		all.removeIf((kind) -> !kinds.contains(kind)
				&& (kind.inDefaultChain() || !this.beanFactory.containsBean(kind.beanName())));
		return all;
	}

	private CredentialsSource link(Description description, SourceKind kind) {
		SourceFactory factory = this.factories.get(kind);
		if (description.isDefault() || factory == null) {
			CredentialsSource bean = bean(kind);
			return (bean != null) ? bean : notConfigured(description, kind);
		}
		return (kind.inDefaultChain() || description.configured(kind)) ? factory.create(description)
				: notConfigured(description, kind);
	}

	private @Nullable CredentialsSource bean(SourceKind kind) {
		return (this.beanFactory.containsBean(kind.beanName()))
				? this.beanFactory.getBean(kind.beanName(), CredentialsSource.class) : null;
	}

	private static CredentialsSource notConfigured(Description description, SourceKind kind) {
		String reason = (kind.group() != null) ? "no property in '" + description.property(kind.group()) + "' is set"
				: "there is no bean '" + kind.beanName() + "'";
		return new NotConfiguredCredentialsSource(kind.id(), reason);
	}

	/**
	 * Return the source that gives the credentials of another provider.
	 * @param name the name of the provider
	 * @return the source
	 */
	CredentialsSource provided(String name) {
		CredentialsProvider provider = (this.beanFactory.containsBean(beanName(name)))
				? this.beanFactory.getBean(beanName(name), CredentialsProvider.class)
				: this.beanFactory.getBean(CredentialsProvider.class);
		return new ProvidedCredentialsSource(provider,
				() -> (provider instanceof RefreshingCredentialsProvider refreshing) ? refreshing.status().source()
						: provider.getClass().getSimpleName());
	}

}
